mock_provider "linode" {}

variables {
  label              = "shop"
  region             = "nl-ams"
  kubernetes_version = "1.34"
  control_plane_acl  = { ipv4 = ["203.0.113.0/24"] }
  system_pool        = { type = "g6-standard-4", node_count = 3 }
}

run "refuses_label_of_odd_characters" {
  command = plan

  variables {
    label = "my shop"
  }

  expect_failures = [var.label]
}

run "refuses_region_that_is_no_id" {
  command = plan

  variables {
    region = "Amsterdam"
  }

  expect_failures = [var.region]
}

run "refuses_patch_version_on_the_standard_tier" {
  command = plan

  variables {
    kubernetes_version = "1.34.1"
  }

  expect_failures = [var.kubernetes_version]
}

run "refuses_minor_version_on_the_enterprise_tier" {
  command = plan

  variables {
    tier = "enterprise"
  }

  expect_failures = [var.kubernetes_version]
}

run "refuses_unknown_tier" {
  command = plan

  variables {
    tier = "gold"
  }

  expect_failures = [var.tier]
}

run "refuses_enterprise_without_redundancy" {
  command = plan

  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    high_availability  = false
  }

  expect_failures = [var.high_availability]
}

run "refuses_audit_logs_on_the_standard_tier" {
  command = plan

  variables {
    audit_logs_enabled = true
  }

  expect_failures = [var.audit_logs_enabled]
}

run "refuses_acl_with_host_bits" {
  command = plan

  variables {
    control_plane_acl = { ipv4 = ["203.0.113.7/24"] }
  }

  expect_failures = [var.control_plane_acl]
}

run "refuses_acl_with_an_ipv4_network_among_ipv6" {
  command = plan

  variables {
    control_plane_acl = { ipv6 = ["203.0.113.0/24"] }
  }

  expect_failures = [var.control_plane_acl]
}

run "refuses_acl_that_lets_nobody_in" {
  command = plan

  variables {
    control_plane_acl = {}
  }

  expect_failures = [var.control_plane_acl]
}

run "refuses_acl_that_is_off_but_lists_networks" {
  command = plan

  variables {
    control_plane_acl = { enabled = false, ipv4 = ["203.0.113.0/24"] }
  }

  expect_failures = [var.control_plane_acl]
}

run "refuses_enterprise_without_an_acl" {
  command = plan

  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    control_plane_acl  = { enabled = false }
  }

  expect_failures = [var.control_plane_acl]
}

run "refuses_vpc_on_the_standard_tier" {
  command = plan

  variables {
    vpc_id    = 1
    subnet_id = 2
  }

  expect_failures = [var.vpc_id]
}

run "refuses_vpc_without_a_subnet" {
  command = plan

  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    vpc_id             = 1
  }

  expect_failures = [var.subnet_id]
}

run "refuses_system_pool_of_no_plan" {
  command = plan

  variables {
    system_pool = { type = "big", node_count = 3 }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_of_no_plan" {
  command = plan

  variables {
    node_pools = { web = { type = "big", node_count = 3 } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_without_nodes" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 0 }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_without_nodes" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 0 } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_scaled_down_to_nothing" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", autoscaler = { min = 0, max = 3 } }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_scaled_down_to_nothing" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", autoscaler = { min = 0, max = 3 } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_scaled_up_too_far" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", autoscaler = { min = 1, max = 101 } }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_scaled_up_too_far" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", autoscaler = { min = 1, max = 101 } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_bounds_the_wrong_way_round" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", autoscaler = { min = 4, max = 3 } }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_bounds_the_wrong_way_round" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", autoscaler = { min = 4, max = 3 } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_an_odd_label" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, label = "Web" }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_an_odd_label" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, label = "Web" } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_a_reserved_node_label" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, labels = { "kubernetes.io/role" = "web" } }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_a_reserved_node_label" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, labels = { "kubernetes.io/role" = "web" } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_an_odd_node_label" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, labels = { pool = "the web" } }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_an_odd_node_label" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, labels = { pool = "the web" } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_a_reserved_taint" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, taints = [{ key = "linode.com/a", value = "true", effect = "NoSchedule" }] }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_a_reserved_taint" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, taints = [{ key = "linode.com/a", value = "true", effect = "NoSchedule" }] } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_a_taint_without_value" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, taints = [{ key = "a", value = "", effect = "NoSchedule" }] }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_a_taint_without_value" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, taints = [{ key = "a", value = "", effect = "NoSchedule" }] } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_an_unknown_taint_effect" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, taints = [{ key = "a", value = "b", effect = "Never" }] }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_an_unknown_taint_effect" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, taints = [{ key = "a", value = "b", effect = "Never" }] } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_a_number_and_an_autoscaler" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, autoscaler = { min = 1, max = 3 } }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_neither_a_number_nor_an_autoscaler" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4" } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_node_pool_of_a_minor_version" {
  command = plan

  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    node_pools         = { web = { type = "g6-standard-4", node_count = 3, kubernetes_version = "1.34" } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_node_pool_of_an_unknown_update_strategy" {
  command = plan

  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    node_pools         = { web = { type = "g6-standard-4", node_count = 3, update_strategy = "never" } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_with_a_firewall_on_the_standard_tier" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, firewall_id = 1 }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_with_a_firewall_on_the_standard_tier" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, firewall_id = 1 } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_node_pool_with_a_version_on_the_standard_tier" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, kubernetes_version = "v1.33.6+lke7" } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_node_pool_with_an_update_strategy_on_the_standard_tier" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, update_strategy = "on_recycle" } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_networks_of_an_acl_that_is_kept_elsewhere" {
  command = plan

  variables {
    control_plane_acl = { managed = false, ipv4 = ["203.0.113.0/24"] }
  }

  expect_failures = [var.control_plane_acl]
}

run "refuses_unknown_stack_type" {
  command = plan

  variables {
    kubernetes_version = "v1.33.6+lke7"
    tier               = "enterprise"
    stack_type         = "ipv6"
  }

  expect_failures = [var.stack_type]
}

run "refuses_stack_type_on_the_standard_tier" {
  command = plan

  variables {
    stack_type = "ipv4-ipv6"
  }

  expect_failures = [var.stack_type]
}

run "refuses_no_pool_inside_on_the_standard_tier" {
  command = plan

  variables {
    system_pool = null
  }

  expect_failures = [var.system_pool]
}

run "refuses_pool_that_begins_with_more_nodes_than_its_autoscaler_allows" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 6, autoscaler = { min = 1, max = 5 } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_system_pool_that_the_standard_tier_does_not_take" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 101 }
  }

  expect_failures = [var.system_pool]
}

run "refuses_pool_that_the_standard_tier_does_not_take" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", autoscaler = { min = 1, max = 101 } } }
  }

  expect_failures = [var.node_pools]
}

run "refuses_pools_that_together_are_more_than_the_standard_tier_takes" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 51 }
    node_pools = {
      web   = { type = "g6-standard-4", node_count = 100 }
      batch = { type = "g6-standard-4", autoscaler = { min = 1, max = 100 } }
    }
  }

  expect_failures = [var.node_pools]
}

run "takes_as_many_nodes_as_linode_does" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 50 }
    node_pools = {
      web   = { type = "g6-standard-4", node_count = 100 }
      batch = { type = "g6-standard-4", autoscaler = { min = 1, max = 100 } }
    }
  }
}

run "takes_pools_of_500_nodes_on_the_enterprise_tier" {
  command = plan

  variables {
    tier               = "enterprise"
    kubernetes_version = "v1.33.6+lke7"
    system_pool        = { type = "g6-standard-4", node_count = 500 }
    node_pools         = { web = { type = "g6-standard-4", node_count = 500 } }
  }
}

run "refuses_system_pool_of_unknown_disk_encryption" {
  command = plan

  variables {
    system_pool = { type = "g6-standard-4", node_count = 3, disk_encryption = "on" }
  }

  expect_failures = [var.system_pool]
}

run "refuses_node_pool_of_unknown_disk_encryption" {
  command = plan

  variables {
    node_pools = { web = { type = "g6-standard-4", node_count = 3, disk_encryption = "on" } }
  }

  expect_failures = [var.node_pools]
}
