# The provider neither sends a changed VPC nor replaces the cluster by itself.
resource "terraform_data" "vpc" {
  input = { vpc_id = var.vpc_id, subnet_id = var.subnet_id }
}

resource "linode_lke_cluster" "this" {
  k8s_version        = var.kubernetes_version
  label              = var.label
  region             = var.region
  external_pool_tags = concat(var.external_pool_tags, ["environment-pool"])
  subnet_id          = var.subnet_id
  tags               = var.tags
  tier               = var.tier
  vpc_id             = var.vpc_id

  control_plane {
    audit_logs_enabled = var.audit_logs_enabled
    high_availability  = var.high_availability

    acl {
      enabled = var.control_plane_acl.enabled

      dynamic "addresses" {
        for_each = var.control_plane_acl.enabled ? [true] : []

        content {
          ipv4 = var.control_plane_acl.ipv4
          ipv6 = var.control_plane_acl.ipv6
        }
      }
    }
  }

  pool {
    type        = var.system_pool.type
    count       = var.system_pool.node_count
    firewall_id = var.system_pool.firewall_id
    label       = var.system_pool.label
    labels      = var.system_pool.labels
    tags        = var.system_pool.tags

    dynamic "autoscaler" {
      for_each = var.system_pool.autoscaler[*]

      content {
        min = autoscaler.value.min
        max = autoscaler.value.max
      }
    }

    dynamic "taint" {
      for_each = var.system_pool.taints

      content {
        key    = taint.value.key
        value  = taint.value.value
        effect = taint.value.effect
      }
    }
  }

  lifecycle {
    replace_triggered_by = [terraform_data.vpc]
  }
}

resource "linode_lke_node_pool" "pool" {
  for_each = var.node_pools

  cluster_id      = linode_lke_cluster.this.id
  type            = each.value.type
  firewall_id     = each.value.firewall_id
  k8s_version     = each.value.kubernetes_version
  label           = each.value.label
  labels          = each.value.labels
  node_count      = each.value.node_count
  tags            = concat(each.value.tags, ["environment-pool"])
  update_strategy = each.value.update_strategy

  dynamic "autoscaler" {
    for_each = each.value.autoscaler[*]

    content {
      min = autoscaler.value.min
      max = autoscaler.value.max
    }
  }

  dynamic "taint" {
    for_each = each.value.taints

    content {
      key    = taint.value.key
      value  = taint.value.value
      effect = taint.value.effect
    }
  }
}
