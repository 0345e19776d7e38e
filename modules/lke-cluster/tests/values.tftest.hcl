# Linode's ids are numbers, although the provider has them as text.
mock_provider "linode" {
  mock_resource "linode_lke_cluster" {
    defaults = {
      id         = "123"
      kubeconfig = "eyJjbHVzdGVycyI6IFt7ImNsdXN0ZXIiOiB7InNlcnZlciI6ICJodHRwczovL2FwaS5leGFtcGxlLmNvbTo0NDMiLCAiY2VydGlmaWNhdGUtYXV0aG9yaXR5LWRhdGEiOiAiUTBFPSJ9fV19"
    }
  }

  mock_resource "linode_lke_node_pool" {
    defaults = { id = "456" }
  }
}

# Each value is another one, so that no two can be mixed up.
variables {
  label              = "shop"
  region             = "nl-ams"
  kubernetes_version = "v1.33.6+lke7"
  tier               = "enterprise"
  audit_logs_enabled = true
  vpc_id             = 11
  subnet_id          = 12
  stack_type         = "ipv4-ipv6"
  tags               = ["of-the-cluster"]
  external_pool_tags = ["kept-elsewhere"]
  control_plane_acl  = { ipv4 = ["203.0.113.0/24"], ipv6 = ["2001:db8::/32"] }
  system_pool = {
    type        = "g6-standard-4"
    autoscaler  = { min = 3, max = 6 }
    label       = "inside"
    labels      = { "shop.example.com/pool" = "inside" }
    taints      = [{ key = "shop.example.com/inside", value = "yes", effect = "PreferNoSchedule" }]
    tags        = ["of-the-pool-inside"]
    firewall_id = 13
  }
  node_pools = {
    web = {
      type        = "g6-dedicated-8"
      node_count  = 2
      label       = "web-nodes"
      labels      = { "shop.example.com/pool" = "web" }
      tags        = ["of-the-pool-beside"]
      firewall_id = 14
    }
    scaled = {
      type       = "g6-dedicated-4"
      node_count = 4
      autoscaler = { min = 1, max = 9 }
    }
    batch = {
      type               = "g6-dedicated-16"
      autoscaler         = { min = 1, max = 9 }
      kubernetes_version = "v1.32.9+lke4"
      update_strategy    = "rolling_update"
      taints             = [{ key = "shop.example.com/batch", value = "true", effect = "NoExecute" }]
    }
  }
}

run "a_pool_with_an_autoscaler_begins_with_its_number_of_nodes" {
  assert {
    condition     = linode_lke_node_pool.pool["scaled"].node_count == 4
    error_message = "the pool does not begin with the nodes it was given"
  }
}

run "the_cluster_is_what_was_asked_for" {
  assert {
    condition     = linode_lke_cluster.this.label == "shop" && linode_lke_cluster.this.region == "nl-ams"
    error_message = "label and region are others"
  }

  assert {
    condition     = linode_lke_cluster.this.k8s_version == "v1.33.6+lke7" && linode_lke_cluster.this.tier == "enterprise"
    error_message = "the version or the tier is another one"
  }

  assert {
    condition     = linode_lke_cluster.this.vpc_id == 11 && linode_lke_cluster.this.subnet_id == 12
    error_message = "the cluster is in another network"
  }

  assert {
    condition     = linode_lke_cluster.this.stack_type == "ipv4-ipv6"
    error_message = "the cluster has other IP versions"
  }

  assert {
    condition     = linode_lke_cluster.this.tags == toset(["of-the-cluster"])
    error_message = "the cluster has other tags"
  }

  assert {
    condition     = linode_lke_cluster.this.external_pool_tags == toset(["kept-elsewhere", "environment-pool"])
    error_message = "the cluster would delete pools that are not its own"
  }

  assert {
    condition     = linode_lke_cluster.this.control_plane[0].audit_logs_enabled && linode_lke_cluster.this.control_plane[0].high_availability
    error_message = "the control plane has no audit logs, or is not redundant"
  }

  assert {
    condition     = one(linode_lke_cluster.this.control_plane[0].acl).enabled
    error_message = "the ACL is off"
  }

  assert {
    condition     = one(one(linode_lke_cluster.this.control_plane[0].acl).addresses).ipv4 == toset(["203.0.113.0/24"])
    error_message = "the ACL has other IPv4 networks"
  }

  assert {
    condition     = one(one(linode_lke_cluster.this.control_plane[0].acl).addresses).ipv6 == toset(["2001:db8::/32"])
    error_message = "the ACL has other IPv6 networks"
  }

  assert {
    condition     = terraform_data.vpc.output == { vpc_id = 11, subnet_id = 12, stack_type = "ipv4-ipv6" }
    error_message = "a change of the network would not replace the cluster"
  }
}

run "the_pool_inside_is_what_was_asked_for" {
  assert {
    condition     = one(linode_lke_cluster.this.pool).type == "g6-standard-4" && one(linode_lke_cluster.this.pool).label == "inside"
    error_message = "type and label are others"
  }

  assert {
    condition     = one(linode_lke_cluster.this.pool).labels == tomap({ "shop.example.com/pool" = "inside" })
    error_message = "the nodes have other labels"
  }

  assert {
    condition     = one(linode_lke_cluster.this.pool).tags == toset(["of-the-pool-inside"]) && one(linode_lke_cluster.this.pool).firewall_id == 13
    error_message = "tags or firewall are others"
  }

  assert {
    condition     = one(one(linode_lke_cluster.this.pool).autoscaler).min == 3 && one(one(linode_lke_cluster.this.pool).autoscaler).max == 6
    error_message = "the autoscaler has other bounds"
  }

  assert {
    condition = (
      one(one(linode_lke_cluster.this.pool).taint).key == "shop.example.com/inside" &&
      one(one(linode_lke_cluster.this.pool).taint).value == "yes" &&
      one(one(linode_lke_cluster.this.pool).taint).effect == "PreferNoSchedule"
    )
    error_message = "the taint is another one"
  }
}

run "the_pools_beside_are_what_was_asked_for" {
  assert {
    condition     = linode_lke_node_pool.pool["web"].cluster_id == 123 && linode_lke_node_pool.pool["web"].type == "g6-dedicated-8"
    error_message = "cluster or type are others"
  }

  assert {
    condition     = linode_lke_node_pool.pool["web"].node_count == 2 && linode_lke_node_pool.pool["web"].label == "web-nodes"
    error_message = "number of nodes or label are others"
  }

  assert {
    condition     = linode_lke_node_pool.pool["web"].labels == tomap({ "shop.example.com/pool" = "web" })
    error_message = "the nodes have other labels"
  }

  assert {
    condition     = linode_lke_node_pool.pool["web"].tags == toset(["of-the-pool-beside", "environment-pool"]) && linode_lke_node_pool.pool["web"].firewall_id == 14
    error_message = "tags or firewall are others"
  }

  assert {
    condition     = linode_lke_node_pool.pool["batch"].k8s_version == "v1.32.9+lke4" && linode_lke_node_pool.pool["batch"].update_strategy == "rolling_update"
    error_message = "version or update strategy are others"
  }

  assert {
    condition     = linode_lke_node_pool.pool["batch"].autoscaler[0].min == 1 && linode_lke_node_pool.pool["batch"].autoscaler[0].max == 9
    error_message = "the autoscaler has other bounds"
  }

  assert {
    condition = (
      one(linode_lke_node_pool.pool["batch"].taint).key == "shop.example.com/batch" &&
      one(linode_lke_node_pool.pool["batch"].taint).value == "true" &&
      one(linode_lke_node_pool.pool["batch"].taint).effect == "NoExecute"
    )
    error_message = "the taint is another one"
  }
}

run "what_the_provider_would_keep_is_written_out" {
  assert {
    condition     = linode_lke_node_pool.pool["web"].k8s_version == "v1.33.6+lke7"
    error_message = "a pool that names no version does not have that of the cluster"
  }

  assert {
    condition     = linode_lke_node_pool.pool["web"].update_strategy == "on_recycle"
    error_message = "a pool that names no update strategy keeps the one it had"
  }
}

run "a_standard_pool_has_nothing_of_the_enterprise_tier" {
  command = plan

  variables {
    kubernetes_version = "1.34"
    tier               = null
    audit_logs_enabled = false
    vpc_id             = null
    subnet_id          = null
    stack_type         = null
    control_plane_acl  = { enabled = false }
    system_pool        = { type = "g6-standard-4", node_count = 3 }
    node_pools         = { web = { type = "g6-dedicated-8", node_count = 2 } }
  }

  assert {
    condition     = one(linode_lke_cluster.this.pool).count == 3 && length(one(linode_lke_cluster.this.pool).autoscaler) == 0
    error_message = "the pool inside does not have the nodes it was given"
  }

  assert {
    condition     = length(one(one(linode_lke_cluster.this.control_plane[0].acl).addresses).ipv4) == 0
    error_message = "the provider would keep the networks of an ACL that is switched off, and fail"
  }

  assert {
    condition     = length(terraform_data.vpc.input) == 2
    error_message = "a cluster without a network of its own would be replaced"
  }
}

run "disks_of_pools_are_encrypted_as_asked_for" {
  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, disk_encryption = "enabled" }
    node_pools  = { web = { type = "g6-dedicated-8", node_count = 2, disk_encryption = "disabled" } }
  }

  assert {
    condition     = linode_lke_cluster.this.pool[0].disk_encryption == "enabled"
    error_message = "the pool inside the cluster does not get disk_encryption"
  }

  assert {
    condition     = linode_lke_node_pool.pool["web"].disk_encryption == "disabled"
    error_message = "a pool beside the cluster does not get disk_encryption"
  }
}

run "a_deletion_lock_is_on_the_cluster_and_on_every_pool" {
  variables {
    deletion_lock = true
    node_pools    = { web = { type = "g6-dedicated-8", node_count = 2 } }
  }

  assert {
    condition     = [for lock in linode_lock.lock : [lock.entity_type, lock.entity_id, lock.lock_type]] == [["lkecluster", 123, "cannot_delete"]]
    error_message = "the cluster is not locked against deletion: ${jsonencode(values(linode_lock.lock))}"
  }

  assert {
    condition     = [for lock in linode_lock.pool_lock : [lock.entity_type, lock.entity_id, lock.lock_type]] == [["lkenodepool", 456, "cannot_delete"]]
    error_message = "the pool beside the cluster is not locked: ${jsonencode(values(linode_lock.pool_lock))}"
  }

  assert {
    condition     = [for lock in linode_lock.system_pool_lock : [lock.entity_type, lock.entity_id, lock.lock_type]] == [["lkenodepool", linode_lke_cluster.this.pool[0].id, "cannot_delete"]]
    error_message = "the pool inside the cluster is not locked: ${jsonencode(values(linode_lock.system_pool_lock))}"
  }
}

run "there_is_no_lock_without_being_asked_for" {
  assert {
    condition     = length(linode_lock.lock) + length(linode_lock.pool_lock) + length(linode_lock.system_pool_lock) == 0
    error_message = "there is a lock that nobody asked for"
  }
}
