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
      id = "456"
    }
  }
}

# What is made by it has other ids: a resource that still has its id was not replaced.
mock_provider "linode" {
  alias = "later"

  mock_resource "linode_lke_cluster" {
    defaults = {
      id         = "999"
      kubeconfig = "eyJjbHVzdGVycyI6IFt7ImNsdXN0ZXIiOiB7InNlcnZlciI6ICJodHRwczovL2FwaS5leGFtcGxlLmNvbTo0NDMiLCAiY2VydGlmaWNhdGUtYXV0aG9yaXR5LWRhdGEiOiAiUTBFPSJ9fV19"
    }
  }

  mock_resource "linode_lke_node_pool" {
    defaults = {
      id = "888"
    }
  }
}

variables {
  label              = "shop"
  region             = "nl-ams"
  kubernetes_version = "v1.33.6+lke7"
  tier               = "enterprise"
  vpc_id             = 1
  subnet_id          = 2
  control_plane_acl  = { ipv4 = ["203.0.113.0/24"] }
  system_pool        = { type = "g6-standard-4", node_count = 3 }
  node_pools = {
    web   = { type = "g6-dedicated-8", node_count = 2 }
    batch = { type = "g6-dedicated-16", node_count = 1 }
  }
}

run "a_cluster_with_two_pools" {
  assert {
    condition     = output.node_pool_ids == { web = "456", batch = "456" }
    error_message = "there are other pools"
  }
}

run "more_nodes_networks_tags_and_pools_replace_nothing" {
  providers = {
    linode = linode.later
  }

  variables {
    label             = "renamed"
    tags              = ["shop"]
    control_plane_acl = { ipv4 = ["203.0.113.0/24", "198.51.100.0/24"] }
    system_pool       = { type = "g6-standard-4", autoscaler = { min = 3, max = 6 } }
    node_pools = {
      another = { type = "g6-dedicated-8", node_count = 1 }
      web     = { type = "g6-dedicated-8", autoscaler = { min = 2, max = 4 }, labels = { pool = "web" } }
      batch   = { type = "g6-dedicated-16", node_count = 1 }
    }
  }

  assert {
    condition     = output.cluster_id == "123"
    error_message = "the cluster was replaced"
  }

  assert {
    condition     = output.node_pool_ids == { web = "456", batch = "456", another = "888" }
    error_message = "a pool was replaced because another one came before it"
  }
}

run "a_pool_goes_without_the_others" {
  providers = {
    linode = linode.later
  }

  variables {
    node_pools = {
      batch = { type = "g6-dedicated-16", node_count = 1 }
    }
  }

  assert {
    condition     = output.node_pool_ids == { batch = "456" }
    error_message = "the pool that stays was replaced"
  }
}

run "another_vpc_replaces_the_cluster" {
  providers = {
    linode = linode.later
  }

  variables {
    vpc_id    = 3
    subnet_id = 4
  }

  assert {
    condition     = output.cluster_id == "999"
    error_message = "the cluster stayed in its former VPC, and every plan from now on would differ"
  }
}

run "other_ip_versions_replace_the_cluster" {
  variables {
    stack_type = "ipv4-ipv6"
  }

  assert {
    condition     = output.cluster_id == "123"
    error_message = "the cluster has the IP versions that it had"
  }
}

run "saying_what_is_there_replaces_nothing" {
  providers = {
    linode = linode.later
  }

  variables {
    stack_type = "ipv4-ipv6"
    node_pools = {
      batch = { type = "g6-dedicated-16", node_count = 4, autoscaler = { min = 1, max = 5 } }
    }
  }

  assert {
    condition     = output.cluster_id == "123"
    error_message = "the cluster was replaced"
  }
}
