mock_provider "kubernetes" {}

mock_provider "helm" {}

run "refuses_namespace_that_is_no_name" {
  command = plan

  variables {
    namespace = "Sealed_Secrets"
  }

  expect_failures = [var.namespace]
}

run "refuses_key_renew_period_in_days" {
  command = plan

  variables {
    key_renew_period = "30d"
  }

  expect_failures = [var.key_renew_period]
}

run "refuses_node_selector_with_an_odd_key" {
  command = plan

  variables {
    node_selector = { "-pool" = "system" }
  }

  expect_failures = [var.node_selector]
}

run "refuses_node_selector_with_an_odd_value" {
  command = plan

  variables {
    node_selector = { pool = "the system" }
  }

  expect_failures = [var.node_selector]
}

run "refuses_toleration_with_an_odd_key" {
  command = plan

  variables {
    tolerations = [{ key = "-a" }]
  }

  expect_failures = [var.tolerations]
}

run "refuses_toleration_with_an_unknown_operator" {
  command = plan

  variables {
    tolerations = [{ key = "a", operator = "In" }]
  }

  expect_failures = [var.tolerations]
}

run "refuses_toleration_with_an_odd_value" {
  command = plan

  variables {
    tolerations = [{ key = "a", value = "b c" }]
  }

  expect_failures = [var.tolerations]
}

run "refuses_toleration_with_an_unknown_effect" {
  command = plan

  variables {
    tolerations = [{ key = "a", effect = "Never" }]
  }

  expect_failures = [var.tolerations]
}

run "refuses_toleration_that_compares_no_value_but_names_one" {
  command = plan

  variables {
    tolerations = [{ key = "a", operator = "Exists", value = "b" }]
  }

  expect_failures = [var.tolerations]
}

run "refuses_range_of_versions" {
  command = plan

  variables {
    sealed_secrets_version = "~> 2.19"
  }

  expect_failures = [var.sealed_secrets_version]
}

run "refuses_repository_that_is_no_address" {
  command = plan

  variables {
    sealed_secrets_repository = "charts.example.com"
  }

  expect_failures = [var.sealed_secrets_repository]
}

run "refuses_pod_network_that_is_no_network" {
  command = plan

  variables {
    pod_network = "10.2.0.0"
  }

  expect_failures = [var.pod_network]
}
