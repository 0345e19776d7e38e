variable "region" {
  description = "Linode region of the VPC; null without one."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.region == null ? true : (
      can(regex("^[a-z]{2}-[a-z]+(-[0-9]+)?$", var.region)) &&
      length(var.region) >= 5 &&
      length(var.region) <= 32
    )
    error_message = "region must be an id as GET /regions lists it, such as nl-ams, 5 to 32 characters."
  }
}

variable "tags" {
  description = "Linode tags of the firewall and of the zone."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "vpc" {
  description = <<-EOT
    VPC of the nodes, for LKE Enterprise; null for none. A change replaces it.

    - `label`: Label of the VPC and of the subnet of the nodes.
    - `subnet`: IPv4 network of the nodes, private and of /13 or /14.
    - `ipv6`: Length of an IPv6 range for the VPC and the subnet of the nodes; null for IPv4 alone. A change replaces both.
    - `subnets`: Further subnets by label, for what is not a node. A label is part of the Terraform address.
      - `ipv4`: IPv4 network, private and apart from those of the other subnets. A change replaces it.
      - `ipv6`: Whether it has IPv6, too, of the range of the VPC. A change replaces it.
  EOT
  type = object({
    label  = string
    subnet = string
    ipv6   = optional(string)
    subnets = optional(map(object({
      ipv4 = string
      ipv6 = optional(bool, false)
    })), {})
  })
  default  = null
  nullable = true

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : (
        can(regex("^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$", vpc.label)) &&
        length(vpc.label) <= 64
      )
    ])
    error_message = "vpc.label must be letters, digits and single hyphens, 1 to 64 characters."
  }

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : try(cidrsubnet(vpc.subnet, 0, 0) == vpc.subnet && !strcontains(vpc.subnet, ":"), false)
    ])
    error_message = "vpc.subnet must be an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32."
  }

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : can(regex("^(10\\.[0-9]{1,3}|172\\.(1[6-9]|2[0-9]|3[01]))\\.0\\.0/1[34]$", vpc.subnet))
    ])
    error_message = "vpc.subnet must be a private network (10.0.0.0/8 or 172.16.0.0/12) of /13 or /14, such as 10.0.0.0/14."
  }

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : vpc.ipv6 == null ? true : contains(["/44", "/48", "/52"], vpc.ipv6)
    ])
    error_message = "vpc.ipv6 must be one of /44, /48, /52."
  }

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : alltrue([
        for key in keys(vpc.subnets) : (
          can(regex("^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$", key)) &&
          length(key) <= 64
        )
      ])
    ])
    error_message = "Each key of vpc.subnets must be letters, digits and single hyphens, 1 to 64 characters; ${join(", ", flatten([for vpc in var.vpc[*] : [for key in keys(vpc.subnets) : jsonencode(key) if !(can(regex("^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$", key)) && length(key) <= 64)]]))} is not."
  }

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : alltrue([
        for subnet in vpc.subnets : try(cidrsubnet(subnet.ipv4, 0, 0) == subnet.ipv4 && !strcontains(subnet.ipv4, ":"), false)
      ])
    ])
    error_message = "vpc.subnets[${join(", ", flatten([for vpc in var.vpc[*] : [for key, subnet in vpc.subnets : jsonencode(key) if !(try(cidrsubnet(subnet.ipv4, 0, 0) == subnet.ipv4 && !strcontains(subnet.ipv4, ":"), false))]]))}].ipv4 must be an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32."
  }

  validation {
    condition = alltrue([
      for vpc in var.vpc[*] : vpc.ipv6 != null || alltrue([for subnet in vpc.subnets : !subnet.ipv6])
    ])
    error_message = "vpc: A subnet has IPv6 of the range of its VPC. Set ipv6 of the VPC, or remove it from its subnets."
  }

  validation {
    condition     = var.vpc == null || var.region != null
    error_message = "A VPC is in a region. Set region."
  }
}

variable "firewall" {
  description = <<-EOT
    Cloud firewall; null for none. It protects nothing until it is attached.

    - `label`: Label of the firewall.
    - `inbound`: Rules for traffic that comes in, first match first.
      - `label`: Label of the rule.
      - `action`: What happens to the traffic.
      - `protocol`: Protocol.
      - `description`: What the rule is for; null for nothing.
      - `ports`: Ports and ranges, such as "80, 443"; null for all. None for ICMP and IPENCAP.
      - `ipv4`: IPv4 networks on the other side.
      - `ipv6`: IPv6 networks on the other side.
    - `outbound`: Rules for traffic that goes out, first match first.
      - `label`: Label of the rule.
      - `action`: What happens to the traffic.
      - `protocol`: Protocol.
      - `description`: What the rule is for; null for nothing.
      - `ports`: Ports and ranges, such as "80, 443"; null for all. None for ICMP and IPENCAP.
      - `ipv4`: IPv4 networks on the other side.
      - `ipv6`: IPv6 networks on the other side.
    - `inbound_policy`: What happens to incoming traffic that no rule names.
    - `outbound_policy`: What happens to outgoing traffic that no rule names.
  EOT
  type = object({
    label = string
    inbound = optional(list(object({
      label       = string
      action      = optional(string, "ACCEPT")
      protocol    = optional(string, "TCP")
      description = optional(string)
      ports       = optional(string)
      ipv4        = optional(list(string), [])
      ipv6        = optional(list(string), [])
    })), [])
    outbound = optional(list(object({
      label       = string
      action      = optional(string, "ACCEPT")
      protocol    = optional(string, "TCP")
      description = optional(string)
      ports       = optional(string)
      ipv4        = optional(list(string), [])
      ipv6        = optional(list(string), [])
    })), [])
    inbound_policy  = optional(string, "DROP")
    outbound_policy = optional(string, "ACCEPT")
  })
  default  = null
  nullable = true

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : (
        can(regex("^[a-zA-Z0-9]+(([-._]|-[._]|[.][-_]|_[-.])[a-zA-Z0-9]+)*$", firewall.label)) &&
        length(firewall.label) >= 3 &&
        length(firewall.label) <= 32
      )
    ])
    error_message = "firewall.label must be letters, digits and single hyphens, dots and underscores, starting and ending with a letter or digit, 3 to 32 characters."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : (
          can(regex("^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])$", entry.label)) &&
          length(entry.label) >= 3 &&
          length(entry.label) <= 32
        )
      ])
    ])
    error_message = "firewall.inbound[*].label must be letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit, 3 to 32 characters."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([for entry in firewall.inbound : contains(["ACCEPT", "DROP"], entry.action)])
    ])
    error_message = "firewall.inbound[*].action must be one of ACCEPT, DROP."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : contains(["TCP", "UDP", "ICMP", "IPENCAP"], entry.protocol)
      ])
    ])
    error_message = "firewall.inbound[*].protocol must be one of TCP, UDP, ICMP, IPENCAP."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : entry.description == null ? true : (
          can(regex("^[ -~]+$", entry.description)) &&
          length(entry.description) <= 100
        )
      ])
    ])
    error_message = "firewall.inbound[*].description must be printable ASCII characters, 1 to 100 of them."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : entry.ports == null ? true : try(
          length(split(",", replace(entry.ports, "-", ","))) <= 15 &&
          alltrue([
            for part in split(",", entry.ports) : alltrue([
              for range in [regex("^([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?$", trimspace(part))] : (
                range[1] == null ? true : tonumber(range[0]) < tonumber(range[1])
              ) && tonumber(coalesce(range[1], range[0])) <= 65535
            ])
          ]),
          false
        )
      ])
    ])
    error_message = "firewall.inbound[*].ports must be ports and ranges from 1 to 65535, such as \"80, 443, 8000-8080\"; at most 15, of which a range counts as two."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : alltrue([
          for network in entry.ipv4 : try(cidrsubnet(network, 0, 0) == network && !strcontains(network, ":"), false)
        ])
      ])
    ])
    error_message = "firewall.inbound[*].ipv4[*] must be an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : alltrue([
          for network in entry.ipv6 : try(cidrsubnet(network, 0, 0) == network && strcontains(network, ":"), false)
        ])
      ])
    ])
    error_message = "firewall.inbound[*].ipv6[*] must be an IPv6 network in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : !contains(["ICMP", "IPENCAP"], entry.protocol) || entry.ports == null
      ])
    ])
    error_message = "firewall.inbound[*]: ICMP and IPENCAP have no ports. Remove ports from such rules."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : length(entry.ipv4) > 0 || length(entry.ipv6) > 0
      ])
    ])
    error_message = "firewall.inbound[*]: A rule names the networks it is for. Set ipv4 or ipv6, such as ipv4 = [\"0.0.0.0/0\"] for all."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.inbound : length(entry.ipv4) + length(entry.ipv6) <= 255
      ])
    ])
    error_message = "firewall.inbound[*]: A rule names at most 255 networks, IPv4 and IPv6 together. Put some into a rule of their own."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : (
          can(regex("^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])$", entry.label)) &&
          length(entry.label) >= 3 &&
          length(entry.label) <= 32
        )
      ])
    ])
    error_message = "firewall.outbound[*].label must be letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit, 3 to 32 characters."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([for entry in firewall.outbound : contains(["ACCEPT", "DROP"], entry.action)])
    ])
    error_message = "firewall.outbound[*].action must be one of ACCEPT, DROP."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : contains(["TCP", "UDP", "ICMP", "IPENCAP"], entry.protocol)
      ])
    ])
    error_message = "firewall.outbound[*].protocol must be one of TCP, UDP, ICMP, IPENCAP."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : entry.description == null ? true : (
          can(regex("^[ -~]+$", entry.description)) &&
          length(entry.description) <= 100
        )
      ])
    ])
    error_message = "firewall.outbound[*].description must be printable ASCII characters, 1 to 100 of them."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : entry.ports == null ? true : try(
          length(split(",", replace(entry.ports, "-", ","))) <= 15 &&
          alltrue([
            for part in split(",", entry.ports) : alltrue([
              for range in [regex("^([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?$", trimspace(part))] : (
                range[1] == null ? true : tonumber(range[0]) < tonumber(range[1])
              ) && tonumber(coalesce(range[1], range[0])) <= 65535
            ])
          ]),
          false
        )
      ])
    ])
    error_message = "firewall.outbound[*].ports must be ports and ranges from 1 to 65535, such as \"80, 443, 8000-8080\"; at most 15, of which a range counts as two."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : alltrue([
          for network in entry.ipv4 : try(cidrsubnet(network, 0, 0) == network && !strcontains(network, ":"), false)
        ])
      ])
    ])
    error_message = "firewall.outbound[*].ipv4[*] must be an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : alltrue([
          for network in entry.ipv6 : try(cidrsubnet(network, 0, 0) == network && strcontains(network, ":"), false)
        ])
      ])
    ])
    error_message = "firewall.outbound[*].ipv6[*] must be an IPv6 network in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : !contains(["ICMP", "IPENCAP"], entry.protocol) || entry.ports == null
      ])
    ])
    error_message = "firewall.outbound[*]: ICMP and IPENCAP have no ports. Remove ports from such rules."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : length(entry.ipv4) > 0 || length(entry.ipv6) > 0
      ])
    ])
    error_message = "firewall.outbound[*]: A rule names the networks it is for. Set ipv4 or ipv6, such as ipv4 = [\"0.0.0.0/0\"] for all."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : alltrue([
        for entry in firewall.outbound : length(entry.ipv4) + length(entry.ipv6) <= 255
      ])
    ])
    error_message = "firewall.outbound[*]: A rule names at most 255 networks, IPv4 and IPv6 together. Put some into a rule of their own."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : contains(["ACCEPT", "DROP"], firewall.inbound_policy)
    ])
    error_message = "firewall.inbound_policy must be one of ACCEPT, DROP."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : contains(["ACCEPT", "DROP"], firewall.outbound_policy)
    ])
    error_message = "firewall.outbound_policy must be one of ACCEPT, DROP."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : length(distinct(firewall.inbound[*].label)) == length(firewall.inbound)
    ])
    error_message = "firewall: No two rules of a direction have the same label. Give each of inbound a label of its own."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : length(distinct(firewall.outbound[*].label)) == length(firewall.outbound)
    ])
    error_message = "firewall: No two rules of a direction have the same label. Give each of outbound a label of its own."
  }

  validation {
    condition = alltrue([
      for firewall in var.firewall[*] : length(firewall.inbound) + length(firewall.outbound) <= 25
    ])
    error_message = "firewall: A firewall has at most 25 rules, inbound and outbound together. Put networks or ports of several rules into one."
  }
}

variable "dns" {
  description = <<-EOT
    DNS zone at Linode; null for none.

    - `zone`: Domain name of the zone.
    - `soa_email`: E-mail address of the zone.
    - `ttl_seconds`: Default time to live of records in seconds.
  EOT
  type = object({
    zone        = string
    soa_email   = string
    ttl_seconds = optional(number, 86400)
  })
  default  = null
  nullable = true

  validation {
    condition = alltrue([
      for dns in var.dns[*] : (
        can(regex("^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$", dns.zone)) &&
        length(dns.zone) >= 4 &&
        length(dns.zone) <= 253
      )
    ])
    error_message = "dns.zone must be a domain name in lower case with parts of at most 63, such as shop.example.com, 4 to 253 characters."
  }

  validation {
    condition = alltrue([
      for dns in var.dns[*] : (
        can(regex("^[A-Za-z0-9_'+-]+(\\.[A-Za-z0-9_'+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}$", dns.soa_email)) &&
        length(dns.soa_email) >= 6 &&
        length(dns.soa_email) <= 254
      )
    ])
    error_message = "dns.soa_email must be an e-mail address, such as platform@example.com, 6 to 254 characters."
  }

  validation {
    condition = alltrue([
      for dns in var.dns[*] : contains([
        30,
        120,
        300,
        3600,
        7200,
        14400,
        28800,
        57600,
        86400,
        172800,
        345600,
        604800,
        1209600,
        2419200,
      ], dns.ttl_seconds)
    ])
    error_message = "dns.ttl_seconds must be one of 30, 120, 300, 3600, 7200, 14400, 28800, 57600, 86400, 172800, 345600, 604800, 1209600, 2419200."
  }
}
