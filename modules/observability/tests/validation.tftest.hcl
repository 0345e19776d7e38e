mock_provider "linode" {}

mock_provider "kubernetes" {}

mock_provider "helm" {}

variables {
  region       = "nl-ams"
  endpoint     = "https://nl-ams-1.linodeobjects.com"
  loki_bucket  = "shop-loki"
  tempo_bucket = "shop-tempo"
}

run "refuses_namespace_that_is_no_name" {
  command = plan

  variables {
    namespace = "Monitoring"
  }

  expect_failures = [var.namespace]
}

run "refuses_region_that_is_no_id" {
  command = plan

  variables {
    region = "Amsterdam"
  }

  expect_failures = [var.region]
}

run "refuses_endpoint_host_with_a_scheme" {
  command = plan

  variables {
    endpoint_host = "https://nl-ams-1.linodeobjects.com"
  }

  expect_failures = [var.endpoint_host]
}

run "refuses_endpoint_without_a_scheme" {
  command = plan

  variables {
    endpoint = "nl-ams-1.linodeobjects.com"
  }

  expect_failures = [var.endpoint]
}

run "refuses_bucket_for_logs_that_is_no_name" {
  command = plan

  variables {
    loki_bucket = "Loki"
  }

  expect_failures = [var.loki_bucket]
}

run "refuses_bucket_for_traces_that_is_no_name" {
  command = plan

  variables {
    tempo_bucket = "Tempo"
  }

  expect_failures = [var.tempo_bucket]
}

run "refuses_one_bucket_for_both" {
  command = plan

  variables {
    tempo_bucket = "shop-loki"
  }

  expect_failures = [var.tempo_bucket]
}

run "refuses_buckets_without_a_region" {
  command = plan

  variables {
    region = null
  }

  expect_failures = [var.region]
}

run "refuses_stores_without_an_endpoint" {
  command = plan

  variables {
    endpoint = null
    tempo    = false
  }

  expect_failures = [var.endpoint]
}

run "refuses_loki_without_a_bucket" {
  command = plan

  variables {
    loki_bucket = null
  }

  expect_failures = [var.loki_bucket]
}

run "refuses_tempo_without_a_bucket" {
  command = plan

  variables {
    tempo_bucket = null
  }

  expect_failures = [var.tempo_bucket]
}

run "refuses_agents_whose_logs_nothing_keeps" {
  command = plan

  variables {
    loki      = false
    log_agent = true
  }

  expect_failures = [var.log_agent]
}

run "refuses_agents_without_a_gateway" {
  command = plan

  variables {
    gateway   = false
    log_agent = true
  }

  expect_failures = [var.log_agent]
}

run "refuses_secret_for_logs_that_is_no_name" {
  command = plan

  variables {
    loki_bucket_key_secret = "loki_key"
  }

  expect_failures = [var.loki_bucket_key_secret]
}

run "refuses_secret_for_traces_that_is_no_name" {
  command = plan

  variables {
    tempo_bucket_key_secret = "tempo_key"
  }

  expect_failures = [var.tempo_bucket_key_secret]
}

run "refuses_secret_of_grafana_that_is_no_name" {
  command = plan

  variables {
    grafana_admin_secret = "Grafana"
  }

  expect_failures = [var.grafana_admin_secret]
}

run "refuses_retention_of_no_day" {
  command = plan

  variables {
    retention_days = 0
  }

  expect_failures = [var.retention_days]
}

run "refuses_half_a_collector" {
  command = plan

  variables {
    otel_collectors = 1.5
  }

  expect_failures = [var.otel_collectors]
}

run "refuses_volume_smaller_than_linode_has" {
  command = plan

  variables {
    metrics_volume_gib = 5
  }

  expect_failures = [var.metrics_volume_gib]
}

run "refuses_unknown_dns_label" {
  command = plan

  variables {
    core_dns_label = "dns"
  }

  expect_failures = [var.core_dns_label]
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

run "refuses_range_of_versions_of_kube_prometheus_stack" {
  command = plan

  variables {
    kube_prometheus_stack_version = "~> 1.2"
  }

  expect_failures = [var.kube_prometheus_stack_version]
}

run "refuses_version_of_the_stack_that_is_not_tried" {
  command = plan

  variables {
    kube_prometheus_stack_version = "56.2.9"
  }

  expect_failures = [var.kube_prometheus_stack_version]
}

run "refuses_range_of_versions_of_loki" {
  command = plan

  variables {
    loki_version = "~> 1.2"
  }

  expect_failures = [var.loki_version]
}

run "refuses_range_of_versions_of_tempo" {
  command = plan

  variables {
    tempo_version = "~> 1.2"
  }

  expect_failures = [var.tempo_version]
}

run "refuses_range_of_versions_of_opentelemetry_collector" {
  command = plan

  variables {
    opentelemetry_collector_version = "~> 1.2"
  }

  expect_failures = [var.opentelemetry_collector_version]
}

run "refuses_image_tag_with_a_repository" {
  command = plan

  variables {
    loki_image_tag = "grafana/loki:3.7.7"
  }

  expect_failures = [var.loki_image_tag]
}

run "refuses_repository_prometheus_community_that_is_no_address" {
  command = plan

  variables {
    prometheus_community_repository = "charts.example.com"
  }

  expect_failures = [var.prometheus_community_repository]
}

run "refuses_repository_grafana_community_that_is_no_address" {
  command = plan

  variables {
    grafana_community_repository = "charts.example.com"
  }

  expect_failures = [var.grafana_community_repository]
}

run "refuses_repository_open_telemetry_that_is_no_address" {
  command = plan

  variables {
    open_telemetry_repository = "charts.example.com"
  }

  expect_failures = [var.open_telemetry_repository]
}

run "refuses_pod_network_that_is_no_network" {
  command = plan

  variables {
    pod_network = "10.2.0.0"
  }

  expect_failures = [var.pod_network]
}
