resource "linode_vpc" "vpc" {
  for_each = var.vpc == null ? {} : { this = var.vpc }

  label  = each.value.label
  region = var.region
  ipv6   = each.value.ipv6 == null ? null : [{ range = each.value.ipv6 }]
}

resource "linode_vpc_subnet" "subnet" {
  for_each = var.vpc == null ? {} : { this = var.vpc }

  label  = each.value.label
  vpc_id = linode_vpc.vpc[each.key].id
  ipv4   = each.value.subnet
  ipv6   = each.value.ipv6 == null ? null : [{ range = "auto" }]
}

resource "linode_vpc_subnet" "further_subnet" {
  for_each = var.vpc == null ? {} : var.vpc.subnets

  label  = each.key
  vpc_id = one([for vpc in linode_vpc.vpc : vpc.id])
  ipv4   = each.value.ipv4
  ipv6   = each.value.ipv6 ? [{ range = "auto" }] : null
}

resource "linode_firewall" "firewall" {
  for_each = var.firewall == null ? {} : { this = var.firewall }

  inbound_policy  = each.value.inbound_policy
  label           = each.value.label
  outbound_policy = each.value.outbound_policy
  tags            = var.tags

  dynamic "inbound" {
    for_each = each.value.inbound

    content {
      label       = inbound.value.label
      action      = inbound.value.action
      protocol    = inbound.value.protocol
      ports       = inbound.value.ports
      description = inbound.value.description
      ipv4        = length(inbound.value.ipv4) > 0 ? inbound.value.ipv4 : null
      ipv6        = length(inbound.value.ipv6) > 0 ? inbound.value.ipv6 : null
    }
  }

  dynamic "outbound" {
    for_each = each.value.outbound

    content {
      label       = outbound.value.label
      action      = outbound.value.action
      protocol    = outbound.value.protocol
      ports       = outbound.value.ports
      description = outbound.value.description
      ipv4        = length(outbound.value.ipv4) > 0 ? outbound.value.ipv4 : null
      ipv6        = length(outbound.value.ipv6) > 0 ? outbound.value.ipv6 : null
    }
  }
}

resource "linode_domain" "zone" {
  for_each = var.dns == null ? {} : { this = var.dns }

  domain    = each.value.zone
  type      = "master"
  soa_email = each.value.soa_email
  tags      = var.tags
  ttl_sec   = each.value.ttl_seconds
}
