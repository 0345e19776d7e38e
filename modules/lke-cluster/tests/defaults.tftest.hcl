# Linode's ids are numbers, although the provider has them as text. The kubeconfig is, in base64:
# {"clusters": [{"cluster": {"server": "https://api.example.com:443", "certificate-authority-data": "Q0E="}}]}
mock_provider "linode" {
  mock_resource "linode_lke_cluster" {
    defaults = {
      id         = "123"
      kubeconfig = "eyJjbHVzdGVycyI6IFt7ImNsdXN0ZXIiOiB7InNlcnZlciI6ICJodHRwczovL2FwaS5leGFtcGxlLmNvbTo0NDMiLCAiY2VydGlmaWNhdGUtYXV0aG9yaXR5LWRhdGEiOiAiUTBFPSJ9fV19"
    }
  }

  mock_resource "linode_lke_node_pool" {
    defaults = {
      id    = "456"
      nodes = [{ id = "node", instance_id = 7, status = "ready" }]
    }
  }
}

variables {
  label              = "shop"
  region             = "nl-ams"
  kubernetes_version = "1.34"
  control_plane_acl  = { ipv4 = ["203.0.113.0/24"] }
  system_pool        = { type = "g6-standard-4", node_count = 3 }
}

run "the_smallest_cluster_is_a_safe_one" {
  assert {
    condition     = linode_lke_cluster.this.control_plane[0].high_availability
    error_message = "the control plane is not redundant"
  }

  assert {
    condition     = one(linode_lke_cluster.this.control_plane[0].acl).enabled
    error_message = "the control-plane ACL is off"
  }

  assert {
    condition     = one(linode_lke_cluster.this.pool).count == 3
    error_message = "the pool inside the cluster does not have the nodes it was given"
  }

  assert {
    condition     = length(linode_lke_node_pool.pool) == 0
    error_message = "there are pools that nobody asked for"
  }
}

run "outputs_name_what_was_made" {
  variables {
    node_pools = {
      web = { type = "g6-dedicated-8", node_count = 2 }
    }
  }

  assert {
    condition     = output.cluster_id == "123"
    error_message = "cluster_id is not that of the cluster"
  }

  assert {
    condition     = output.api_endpoint == "https://api.example.com:443"
    error_message = "api_endpoint is not the server of the kubeconfig"
  }

  assert {
    condition     = output.ca_certificate == "Q0E="
    error_message = "ca_certificate is not that of the kubeconfig"
  }

  assert {
    condition     = output.system_pool_id == one(linode_lke_cluster.this.pool).id
    error_message = "system_pool_id is not that of the pool inside the cluster"
  }

  assert {
    condition     = length(output.system_pool_instance_ids) == 0 && output.node_pool_instance_ids["web"][0] == 7
    error_message = "the nodes are not those of the pools"
  }

  assert {
    condition     = output.node_pool_ids == { web = "456" }
    error_message = "node_pool_ids does not name the further pools"
  }
}

run "the_cluster_leaves_the_pools_beside_it_alone" {
  command = plan

  variables {
    external_pool_tags = ["kept-elsewhere"]
    node_pools = {
      web = { type = "g6-dedicated-8", node_count = 2, tags = ["web"] }
    }
  }

  assert {
    condition     = linode_lke_cluster.this.external_pool_tags == toset(["kept-elsewhere", "environment-pool"])
    error_message = "the cluster does not know the pools that are not its own"
  }

  assert {
    condition     = linode_lke_node_pool.pool["web"].tags == toset(["web", "environment-pool"])
    error_message = "the cluster would delete the pool on the next apply"
  }
}

run "an_autoscaler_takes_the_place_of_a_number_of_nodes" {
  command = plan

  variables {
    system_pool = {
      type       = "g6-standard-4"
      autoscaler = { min = 3, max = 6 }
      taints     = [{ key = "shop.example.com/system", value = "true", effect = "NoSchedule" }]
    }
  }

  assert {
    condition     = one(one(linode_lke_cluster.this.pool).autoscaler).max == 6
    error_message = "the pool has no autoscaler"
  }

  assert {
    condition     = one(one(linode_lke_cluster.this.pool).taint).effect == "NoSchedule"
    error_message = "the pool has no taint"
  }
}

run "an_acl_may_be_kept_elsewhere" {
  command = plan

  variables {
    control_plane_acl = { managed = false }
  }

  assert {
    condition     = linode_lke_cluster.this.control_plane[0].high_availability
    error_message = "the rest of the control plane is not kept here any more"
  }
}

run "the_enterprise_tier_needs_no_pool_inside" {
  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    system_pool        = null
    node_pools         = { web = { type = "g6-dedicated-8", node_count = 2 } }
  }

  assert {
    condition     = length(linode_lke_cluster.this.pool) == 0 && output.system_pool_id == null
    error_message = "there is a pool that nobody asked for"
  }
}
