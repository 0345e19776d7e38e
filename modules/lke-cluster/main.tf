# The provider neither sends a changed VPC nor replaces the cluster by itself.
resource "terraform_data" "vpc" {
  input = merge({ vpc_id = var.vpc_id, subnet_id = var.subnet_id }, { for type in [var.stack_type] : "stack_type" => type if type == "ipv4-ipv6" })
}

# Remembers when a pool with an autoscaler was made: its node_count is for that apply alone, then the autoscaler decides.
resource "terraform_data" "pool_begun" {
  for_each = { for name, pool in var.node_pools : name => true if pool.node_count != null && pool.autoscaler != null }

  input = plantimestamp()

  lifecycle {
    ignore_changes = [input]
  }
}

resource "linode_lke_cluster" "this" {
  k8s_version        = var.kubernetes_version
  label              = var.label
  region             = var.region
  external_pool_tags = concat(var.external_pool_tags, ["environment-pool"])
  stack_type         = var.stack_type
  subnet_id          = var.subnet_id
  tags               = var.tags
  tier               = var.tier
  vpc_id             = var.vpc_id

  control_plane {
    audit_logs_enabled = var.audit_logs_enabled
    high_availability  = var.high_availability

    dynamic "acl" {
      for_each = var.control_plane_acl.managed ? [true] : []

      content {
        enabled = var.control_plane_acl.enabled

        addresses {
          ipv4 = var.control_plane_acl.ipv4
          ipv6 = var.control_plane_acl.ipv6
        }
      }
    }
  }

  dynamic "pool" {
    for_each = var.system_pool[*]

    content {
      type            = pool.value.type
      count           = pool.value.node_count
      label           = pool.value.label
      labels          = pool.value.labels
      tags            = pool.value.tags
      firewall_id     = pool.value.firewall_id
      disk_encryption = pool.value.disk_encryption

      dynamic "autoscaler" {
        for_each = pool.value.autoscaler[*]

        content {
          min = autoscaler.value.min
          max = autoscaler.value.max
        }
      }

      dynamic "taint" {
        for_each = pool.value.taints

        content {
          key    = taint.value.key
          value  = taint.value.value
          effect = taint.value.effect
        }
      }
    }
  }

  lifecycle {
    replace_triggered_by = [terraform_data.vpc]
  }
}

# The provider keeps what is left out, so that defaults of the enterprise tier are written out.
resource "linode_lke_node_pool" "pool" {
  for_each = var.node_pools

  cluster_id      = linode_lke_cluster.this.id
  type            = each.value.type
  disk_encryption = each.value.disk_encryption
  firewall_id     = each.value.firewall_id
  k8s_version     = var.tier == "enterprise" ? coalesce(each.value.kubernetes_version, var.kubernetes_version) : null
  label           = each.value.label
  labels          = each.value.labels
  node_count      = each.value.autoscaler == null ? each.value.node_count : try(terraform_data.pool_begun[each.key].output == plantimestamp() ? each.value.node_count : null, null)
  tags            = concat(each.value.tags, ["environment-pool"])
  update_strategy = var.tier == "enterprise" ? coalesce(each.value.update_strategy, "on_recycle") : null

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

resource "linode_lock" "pool_lock" {
  for_each = { for name, pool in linode_lke_node_pool.pool : name => pool.id if var.deletion_lock }

  entity_id   = each.value
  entity_type = "lkenodepool"
  lock_type   = "cannot_delete"
}

resource "linode_lock" "lock" {
  for_each = { for id in [linode_lke_cluster.this.id] : "this" => id if var.deletion_lock }

  entity_id   = each.value
  entity_type = "lkecluster"
  lock_type   = "cannot_delete"
}

resource "linode_lock" "system_pool_lock" {
  for_each = { for id in slice(linode_lke_cluster.this.pool[*].id, 0, min(1, length(linode_lke_cluster.this.pool))) : "this" => id if var.deletion_lock }

  entity_id   = each.value
  entity_type = "lkenodepool"
  lock_type   = "cannot_delete"
}
