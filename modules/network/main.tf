resource "linode_vpc" "vpc" {
  for_each = var.vpc == null ? {} : { this = var.vpc }

  label  = each.value.label
  region = var.region
}

resource "linode_vpc_subnet" "subnet" {
  for_each = var.vpc == null ? {} : { this = var.vpc }

  label  = each.value.label
  vpc_id = linode_vpc.vpc[each.key].id
  ipv4   = each.value.subnet
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
      label    = inbound.value.label
      action   = inbound.value.action
      protocol = inbound.value.protocol
      ports    = inbound.value.ports
      ipv4     = length(inbound.value.ipv4) > 0 ? inbound.value.ipv4 : null
      ipv6     = length(inbound.value.ipv6) > 0 ? inbound.value.ipv6 : null
    }
  }

  dynamic "outbound" {
    for_each = each.value.outbound

    content {
      label    = outbound.value.label
      action   = outbound.value.action
      protocol = outbound.value.protocol
      ports    = outbound.value.ports
      ipv4     = length(outbound.value.ipv4) > 0 ? outbound.value.ipv4 : null
      ipv6     = length(outbound.value.ipv6) > 0 ? outbound.value.ipv6 : null
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
