variable "label" {
  description = "Label of the cluster."
  type        = string
  nullable    = false

  validation {
    condition = (
      can(regex("^[a-zA-Z0-9]([-._a-zA-Z0-9]*[a-zA-Z0-9])?$", var.label)) &&
      length(var.label) <= 32
    )
    error_message = "label must be letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit, 1 to 32 characters."
  }
}

variable "region" {
  description = "Linode region. A change replaces the cluster."
  type        = string
  nullable    = false

  validation {
    condition = (
      can(regex("^[a-z]{2}-[a-z]+(-[0-9]+)?$", var.region)) &&
      length(var.region) >= 5 &&
      length(var.region) <= 32
    )
    error_message = "region must be an id as GET /regions lists it, such as nl-ams, 5 to 32 characters."
  }
}

variable "kubernetes_version" {
  description = "Version of Kubernetes. A change recycles the nodes of all pools in one go; the API does it on a rolling basis."
  type        = string
  nullable    = false

  validation {
    condition     = var.tier == "enterprise" || can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "On the standard tier, kubernetes_version is a minor version in quotes, such as \"1.34\"."
  }

  validation {
    condition     = var.tier != "enterprise" || can(regex("^v1\\.[0-9]{2}\\.[0-9]{1,2}\\+lke[0-9]{1,3}$", var.kubernetes_version))
    error_message = "On the enterprise tier, kubernetes_version is a patch version with its LKE release, such as \"v1.33.6+lke7\"."
  }
}

variable "tier" {
  description = "Tier of LKE; null for standard. Any value needs the provider with api_version v4beta. A change replaces the cluster."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.tier == null ? true : contains(["standard", "enterprise"], var.tier)
    error_message = "tier must be one of standard, enterprise."
  }
}

variable "high_availability" {
  description = "Whether the control plane is redundant. It can never be switched off again."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.tier != "enterprise" || var.high_availability == true
    error_message = "The control plane of LKE Enterprise is always redundant. Remove high_availability, or set it to true."
  }
}

variable "audit_logs_enabled" {
  description = "Whether the control plane keeps audit logs, on the enterprise tier."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.audit_logs_enabled != true || var.tier == "enterprise"
    error_message = "Only LKE Enterprise has audit logs. Remove it, or set tier = \"enterprise\"."
  }
}

variable "control_plane_acl" {
  description = <<-EOT
    Networks from which the Kubernetes API may be reached.

    - `managed`: Whether it is kept here; false leaves it as it is, for something else to keep.
    - `enabled`: Whether only the listed networks reach the Kubernetes API.
    - `ipv4`: IPv4 networks in CIDR notation; a single address with /32.
    - `ipv6`: IPv6 networks in CIDR notation; a single address with /128.
  EOT
  type = object({
    managed = optional(bool, true)
    enabled = optional(bool, true)
    ipv4    = optional(list(string), [])
    ipv6    = optional(list(string), [])
  })
  nullable = false

  validation {
    condition = alltrue([
      for network in var.control_plane_acl.ipv4 : try(cidrsubnet(network, 0, 0) == network && !strcontains(network, ":"), false)
    ])
    error_message = "control_plane_acl.ipv4[*] must be an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32."
  }

  validation {
    condition = alltrue([
      for network in var.control_plane_acl.ipv6 : try(cidrsubnet(network, 0, 0) == network && strcontains(network, ":"), false)
    ])
    error_message = "control_plane_acl.ipv6[*] must be an IPv6 network in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128."
  }

  validation {
    condition     = !var.control_plane_acl.managed || var.control_plane_acl.enabled != true || length(var.control_plane_acl.ipv4) > 0 || length(var.control_plane_acl.ipv6) > 0
    error_message = "control_plane_acl: The ACL is on, but lists no network, so that nobody would reach the Kubernetes API. List the networks of your engineers and of your CI in ipv4 or ipv6, or set enabled = false."
  }

  validation {
    condition     = var.control_plane_acl.enabled != false || (length(var.control_plane_acl.ipv4) == 0 && length(var.control_plane_acl.ipv6) == 0)
    error_message = "control_plane_acl: Linode refuses networks while the ACL is off. Set enabled = true, or remove the networks."
  }

  validation {
    condition     = var.control_plane_acl.managed || (length(var.control_plane_acl.ipv4) == 0 && length(var.control_plane_acl.ipv6) == 0)
    error_message = "control_plane_acl: Networks of an ACL that is kept elsewhere have no effect. Remove them, or set managed = true."
  }

  validation {
    condition     = var.tier != "enterprise" || var.control_plane_acl.enabled == true
    error_message = "LKE Enterprise does not work without the ACL. Set enabled = true, and list your networks."
  }
}

variable "vpc_id" {
  description = "Id of the VPC, on the enterprise tier. A change replaces the cluster."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = var.vpc_id == null || var.tier == "enterprise"
    error_message = "Only LKE Enterprise has nodes in a VPC of yours. Remove it, or set tier = \"enterprise\"."
  }
}

variable "subnet_id" {
  description = "Id of the subnet, on the enterprise tier. A change replaces the cluster."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = (var.vpc_id != null) == (var.subnet_id != null)
    error_message = "A VPC and its subnet belong together. Set vpc_id and subnet_id, or neither."
  }
}

variable "stack_type" {
  description = "IP versions of the cluster, on the enterprise tier; null for IPv4 alone. A change replaces the cluster."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.stack_type == null ? true : contains(["ipv4", "ipv4-ipv6"], var.stack_type)
    error_message = "stack_type must be one of ipv4, ipv4-ipv6."
  }

  validation {
    condition     = var.stack_type == null || var.tier == "enterprise"
    error_message = "Only LKE Enterprise has a choice of IP versions. Remove it, or set tier = \"enterprise\"."
  }
}

variable "tags" {
  description = "Linode tags of the cluster."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "external_pool_tags" {
  description = "Pools with one of these tags are kept elsewhere; without them the cluster would delete such pools. Always among them: environment-pool, which the pools of node_pools get."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "system_pool" {
  description = <<-EOT
    The pool inside the cluster, where its own pods run. The standard tier demands one; null for none.

    - `type`: Linode plan of each node. A change replaces the pool.
    - `node_count`: Number of nodes; null with an autoscaler.
    - `autoscaler`: Bounds of the autoscaler; null for a fixed number of nodes.
      - `min`: Least number of nodes.
      - `max`: Largest number of nodes.
    - `label`: Label of the pool at Linode; null for none.
    - `labels`: Node labels for scheduling.
    - `taints`: Taints that keep other pods off the nodes.
      - `key`: Key of the taint.
      - `value`: Value of the taint.
      - `effect`: What happens to pods that do not tolerate it.
    - `tags`: Linode tags of the pool.
    - `firewall_id`: Id of the firewall of the nodes, on the enterprise tier. It can be changed, but not taken off again.
    - `disk_encryption`: Whether the disks of the nodes are encrypted; null for the account's default. A change replaces the pool.
  EOT
  type = object({
    type       = string
    node_count = optional(number)
    autoscaler = optional(object({
      min = number
      max = number
    }))
    label  = optional(string)
    labels = optional(map(string), {})
    taints = optional(list(object({
      key    = string
      value  = string
      effect = string
    })), [])
    tags            = optional(list(string), [])
    firewall_id     = optional(number)
    disk_encryption = optional(string)
  })
  default  = null
  nullable = true

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : (
        can(regex("^g[0-9]+-[a-z0-9-]+$", system_pool.type)) &&
        length(system_pool.type) >= 5 &&
        length(system_pool.type) <= 64
      )
    ])
    error_message = "system_pool.type must be an id as GET /linode/types lists it, such as g6-standard-4, 5 to 64 characters."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : system_pool.node_count == null ? true : (
        system_pool.node_count >= 1 &&
        system_pool.node_count <= 500 &&
        floor(system_pool.node_count) == system_pool.node_count
      )
    ])
    error_message = "system_pool.node_count must be a whole number of nodes from 1 to 500."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for autoscaler in system_pool.autoscaler[*] : (
          autoscaler.min >= 1 &&
          autoscaler.min <= 500 &&
          floor(autoscaler.min) == autoscaler.min
        )
      ])
    ])
    error_message = "system_pool.autoscaler.min must be a whole number of nodes from 1 to 500."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for autoscaler in system_pool.autoscaler[*] : (
          autoscaler.max >= 1 &&
          autoscaler.max <= 500 &&
          floor(autoscaler.max) == autoscaler.max
        )
      ])
    ])
    error_message = "system_pool.autoscaler.max must be a whole number of nodes from 1 to 500."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for autoscaler in system_pool.autoscaler[*] : autoscaler.min <= autoscaler.max
      ])
    ])
    error_message = "system_pool.autoscaler: The autoscaler has min at most max. Raise max, or lower min."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : system_pool.label == null ? true : (
        can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])$", system_pool.label)) &&
        length(system_pool.label) >= 2 &&
        length(system_pool.label) <= 32
      )
    ])
    error_message = "system_pool.label must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, 2 to 32 characters."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for key in keys(system_pool.labels) : (
          can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", key)) &&
          length(key) <= 128 &&
          !strcontains(key, "kubernetes.io") &&
          !strcontains(key, "linode.com")
        )
      ])
    ])
    error_message = "Each key of system_pool.labels must be a name of letters, digits, \"-\", \"_\" and \".\" of at most 63, optionally behind a domain and \"/\", 1 to 128 characters, and without kubernetes.io and linode.com; ${join(", ", flatten([for system_pool in var.system_pool[*] : [for key in keys(system_pool.labels) : jsonencode(key) if !(can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", key)) && length(key) <= 128 && !strcontains(key, "kubernetes.io") && !strcontains(key, "linode.com"))]]))} is not."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for label in system_pool.labels : (
          can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", label)) &&
          length(label) <= 63
        )
      ])
    ])
    error_message = "system_pool.labels[${join(", ", flatten([for system_pool in var.system_pool[*] : [for key, label in system_pool.labels : jsonencode(key) if !(can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", label)) && length(label) <= 63)]]))}] must be letters, digits, \"-\", \"_\" and \".\", starting and ending with a letter or digit, 0 to 63 characters."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for taint in system_pool.taints : (
          can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", taint.key)) &&
          length(taint.key) <= 128 &&
          !strcontains(taint.key, "kubernetes.io") &&
          !strcontains(taint.key, "linode.com")
        )
      ])
    ])
    error_message = "system_pool.taints[*].key must be a name of letters, digits, \"-\", \"_\" and \".\" of at most 63, optionally behind a domain and \"/\", 1 to 128 characters, and without kubernetes.io and linode.com."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for taint in system_pool.taints : (
          can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", taint.value)) &&
          length(taint.value) >= 1 &&
          length(taint.value) <= 63
        )
      ])
    ])
    error_message = "system_pool.taints[*].value must be letters, digits, \"-\", \"_\" and \".\", starting and ending with a letter or digit, 1 to 63 characters."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : alltrue([
        for taint in system_pool.taints : contains(["NoSchedule", "PreferNoSchedule", "NoExecute"], taint.effect)
      ])
    ])
    error_message = "system_pool.taints[*].effect must be one of NoSchedule, PreferNoSchedule, NoExecute."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : system_pool.disk_encryption == null ? true : (
        contains(["enabled", "disabled"], system_pool.disk_encryption)
      )
    ])
    error_message = "system_pool.disk_encryption must be one of enabled, disabled."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : var.tier == "enterprise" || coalesce(try(system_pool.autoscaler.max, null), system_pool.node_count, 0) <= 100
    ])
    error_message = "system_pool: A pool of the standard tier has at most 100 nodes. Lower node_count or autoscaler.max, and put the rest into another pool."
  }

  validation {
    condition = alltrue([
      for system_pool in var.system_pool[*] : (system_pool.node_count != null) == (system_pool.autoscaler == null)
    ])
    error_message = "system_pool: A pool has either a fixed number of nodes or an autoscaler. Set node_count or autoscaler, not both."
  }

  validation {
    condition     = var.system_pool != null || var.tier == "enterprise"
    error_message = "The standard tier of LKE demands a pool inside the cluster. Set system_pool."
  }

  validation {
    condition     = alltrue([for pool in var.system_pool[*] : pool.firewall_id == null || var.tier == "enterprise"])
    error_message = "Only LKE Enterprise has a system pool with firewall_id. Remove it, or set tier = \"enterprise\"."
  }
}

variable "deletion_lock" {
  description = "Whether Linode refuses to delete the cluster and its pools, whoever asks. It needs the provider with api_version v4beta, the scope account:read_write, and a user without restrictions."
  type        = bool
  default     = false
  nullable    = false
}

variable "node_pools" {
  description = <<-EOT
    Further pools by name. A name is part of the Terraform address.

    - `type`: Linode plan of each node. A change replaces the pool.
    - `node_count`: Number of nodes; with an autoscaler the number that the pool begins with, null for its least.
    - `autoscaler`: Bounds of the autoscaler; null for a fixed number of nodes.
      - `min`: Least number of nodes.
      - `max`: Largest number of nodes.
    - `label`: Label of the pool at Linode; null for none.
    - `labels`: Node labels for scheduling.
    - `taints`: Taints that keep other pods off the nodes.
      - `key`: Key of the taint.
      - `value`: Value of the taint.
      - `effect`: What happens to pods that do not tolerate it.
    - `tags`: Linode tags of the pool.
    - `firewall_id`: Id of the firewall of the nodes, on the enterprise tier. It can be changed, but not taken off again.
    - `disk_encryption`: Whether the disks of the nodes are encrypted; null for the account's default. A change replaces the pool.
    - `kubernetes_version`: Version of Kubernetes of the pool, on the enterprise tier; null for that of the cluster.
    - `update_strategy`: How nodes take a new version, on the enterprise tier; null for on_recycle.
  EOT
  type = map(object({
    type       = string
    node_count = optional(number)
    autoscaler = optional(object({
      min = number
      max = number
    }))
    label  = optional(string)
    labels = optional(map(string), {})
    taints = optional(list(object({
      key    = string
      value  = string
      effect = string
    })), [])
    tags               = optional(list(string), [])
    firewall_id        = optional(number)
    disk_encryption    = optional(string)
    kubernetes_version = optional(string)
    update_strategy    = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : (
        can(regex("^g[0-9]+-[a-z0-9-]+$", node_pool.type)) &&
        length(node_pool.type) >= 5 &&
        length(node_pool.type) <= 64
      )
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(can(regex("^g[0-9]+-[a-z0-9-]+$", node_pool.type)) && length(node_pool.type) >= 5 && length(node_pool.type) <= 64)])}].type must be an id as GET /linode/types lists it, such as g6-standard-4, 5 to 64 characters."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.node_count == null ? true : (
        node_pool.node_count >= 1 &&
        node_pool.node_count <= 500 &&
        floor(node_pool.node_count) == node_pool.node_count
      )
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.node_count == null ? true : (node_pool.node_count >= 1 && node_pool.node_count <= 500 && floor(node_pool.node_count) == node_pool.node_count))])}].node_count must be a whole number of nodes from 1 to 500."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for autoscaler in node_pool.autoscaler[*] : (
          autoscaler.min >= 1 &&
          autoscaler.min <= 500 &&
          floor(autoscaler.min) == autoscaler.min
        )
      ])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for autoscaler in node_pool.autoscaler[*] : (autoscaler.min >= 1 && autoscaler.min <= 500 && floor(autoscaler.min) == autoscaler.min)]))])}].autoscaler.min must be a whole number of nodes from 1 to 500."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for autoscaler in node_pool.autoscaler[*] : (
          autoscaler.max >= 1 &&
          autoscaler.max <= 500 &&
          floor(autoscaler.max) == autoscaler.max
        )
      ])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for autoscaler in node_pool.autoscaler[*] : (autoscaler.max >= 1 && autoscaler.max <= 500 && floor(autoscaler.max) == autoscaler.max)]))])}].autoscaler.max must be a whole number of nodes from 1 to 500."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([for autoscaler in node_pool.autoscaler[*] : autoscaler.min <= autoscaler.max])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for autoscaler in node_pool.autoscaler[*] : autoscaler.min <= autoscaler.max]))])}].autoscaler: The autoscaler has min at most max. Raise max, or lower min."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.label == null ? true : (
        can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])$", node_pool.label)) &&
        length(node_pool.label) >= 2 &&
        length(node_pool.label) <= 32
      )
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.label == null ? true : (can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])$", node_pool.label)) && length(node_pool.label) >= 2 && length(node_pool.label) <= 32))])}].label must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, 2 to 32 characters."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for key in keys(node_pool.labels) : (
          can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", key)) &&
          length(key) <= 128 &&
          !strcontains(key, "kubernetes.io") &&
          !strcontains(key, "linode.com")
        )
      ])
    ])
    error_message = "Each key of node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for key in keys(node_pool.labels) : (can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", key)) && length(key) <= 128 && !strcontains(key, "kubernetes.io") && !strcontains(key, "linode.com"))]))])}].labels must be a name of letters, digits, \"-\", \"_\" and \".\" of at most 63, optionally behind a domain and \"/\", 1 to 128 characters, and without kubernetes.io and linode.com."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for label in node_pool.labels : (
          can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", label)) &&
          length(label) <= 63
        )
      ])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for label in node_pool.labels : (can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", label)) && length(label) <= 63)]))])}].labels[*] must be letters, digits, \"-\", \"_\" and \".\", starting and ending with a letter or digit, 0 to 63 characters."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for taint in node_pool.taints : (
          can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", taint.key)) &&
          length(taint.key) <= 128 &&
          !strcontains(taint.key, "kubernetes.io") &&
          !strcontains(taint.key, "linode.com")
        )
      ])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for taint in node_pool.taints : (can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", taint.key)) && length(taint.key) <= 128 && !strcontains(taint.key, "kubernetes.io") && !strcontains(taint.key, "linode.com"))]))])}].taints[*].key must be a name of letters, digits, \"-\", \"_\" and \".\" of at most 63, optionally behind a domain and \"/\", 1 to 128 characters, and without kubernetes.io and linode.com."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for taint in node_pool.taints : (
          can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", taint.value)) &&
          length(taint.value) >= 1 &&
          length(taint.value) <= 63
        )
      ])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for taint in node_pool.taints : (can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", taint.value)) && length(taint.value) >= 1 && length(taint.value) <= 63)]))])}].taints[*].value must be letters, digits, \"-\", \"_\" and \".\", starting and ending with a letter or digit, 1 to 63 characters."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : alltrue([
        for taint in node_pool.taints : contains(["NoSchedule", "PreferNoSchedule", "NoExecute"], taint.effect)
      ])
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(alltrue([for taint in node_pool.taints : contains(["NoSchedule", "PreferNoSchedule", "NoExecute"], taint.effect)]))])}].taints[*].effect must be one of NoSchedule, PreferNoSchedule, NoExecute."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.disk_encryption == null ? true : (
        contains(["enabled", "disabled"], node_pool.disk_encryption)
      )
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.disk_encryption == null ? true : (contains(["enabled", "disabled"], node_pool.disk_encryption)))])}].disk_encryption must be one of enabled, disabled."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.kubernetes_version == null ? true : (
        can(regex("^v1\\.[0-9]{2}\\.[0-9]{1,2}\\+lke[0-9]{1,3}$", node_pool.kubernetes_version))
      )
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.kubernetes_version == null ? true : (can(regex("^v1\\.[0-9]{2}\\.[0-9]{1,2}\\+lke[0-9]{1,3}$", node_pool.kubernetes_version))))])}].kubernetes_version must be a patch version with its LKE release, such as \"v1.33.6+lke7\"."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.update_strategy == null ? true : (
        contains(["rolling_update", "on_recycle"], node_pool.update_strategy)
      )
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.update_strategy == null ? true : (contains(["rolling_update", "on_recycle"], node_pool.update_strategy)))])}].update_strategy must be one of rolling_update, on_recycle."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : var.tier == "enterprise" || coalesce(try(node_pool.autoscaler.max, null), node_pool.node_count, 0) <= 100
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(var.tier == "enterprise" || coalesce(try(node_pool.autoscaler.max, null), node_pool.node_count, 0) <= 100)])}]: A pool of the standard tier has at most 100 nodes. Lower node_count or autoscaler.max, and put the rest into another pool."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.node_count != null || node_pool.autoscaler != null
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.node_count != null || node_pool.autoscaler != null)])}]: A pool has a number of nodes or an autoscaler. Set node_count or autoscaler."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : try(node_pool.node_count >= node_pool.autoscaler.min && node_pool.node_count <= node_pool.autoscaler.max, true)
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(try(node_pool.node_count >= node_pool.autoscaler.min && node_pool.node_count <= node_pool.autoscaler.max, true))])}]: A pool begins with a number of nodes that its autoscaler allows. Set node_count from min to max."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.firewall_id == null || var.tier == "enterprise"
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.firewall_id == null || var.tier == "enterprise")])}]: Only LKE Enterprise has pools with firewall_id. Remove it, or set tier = \"enterprise\"."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.kubernetes_version == null || var.tier == "enterprise"
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.kubernetes_version == null || var.tier == "enterprise")])}]: Only LKE Enterprise has pools with kubernetes_version. Remove it, or set tier = \"enterprise\"."
  }

  validation {
    condition = alltrue([
      for node_pool in var.node_pools : node_pool.update_strategy == null || var.tier == "enterprise"
    ])
    error_message = "node_pools[${join(", ", [for key, node_pool in var.node_pools : jsonencode(key) if !(node_pool.update_strategy == null || var.tier == "enterprise")])}]: Only LKE Enterprise has pools with update_strategy. Remove it, or set tier = \"enterprise\"."
  }

  validation {
    condition     = var.tier == "enterprise" || sum(concat([0], [for pool in concat(var.system_pool[*], values(var.node_pools)) : coalesce(try(pool.autoscaler.max, null), pool.node_count, 0)])) <= 250
    error_message = "A cluster of the standard tier has at most 250 nodes, all pools at their largest together. Lower node_count or autoscaler.max of some pools, or take fewer but larger nodes."
  }
}
