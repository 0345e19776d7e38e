mock_provider "linode" {}

mock_provider "kubernetes" {}

mock_provider "helm" {}

variables {
  region       = "nl-ams"
  endpoint     = "https://nl-ams-1.linodeobjects.com"
  loki_bucket  = "shop-loki"
  tempo_bucket = "shop-tempo"
}

run "four_releases_and_two_private_buckets" {
  assert {
    condition     = linode_object_storage_bucket.loki_bucket["this"].acl == "private" && linode_object_storage_bucket.tempo_bucket["this"].acl == "private"
    error_message = "a bucket is not private"
  }

  assert {
    condition     = !helm_release.loki["this"].wait && !helm_release.tempo["this"].wait && !helm_release.kube_prometheus_stack.wait
    error_message = "a release waits for pods that wait for a Secret"
  }

  assert {
    condition     = yamldecode(helm_release.loki["this"].values[0]).loki.limits_config.retention_period == "15d"
    error_message = "logs are not kept for 15 days"
  }

  assert {
    condition     = yamldecode(helm_release.tempo["this"].values[0]).tempo.storage.trace.s3.endpoint == "nl-ams-1.linodeobjects.com"
    error_message = "Tempo takes the endpoint without a scheme"
  }
}

run "outputs_name_what_was_made" {
  variables {
    namespace = "metrics"
  }

  assert {
    condition     = output.namespace == "metrics"
    error_message = "namespace is not that of the releases"
  }

  assert {
    condition     = output.loki_bucket == "shop-loki" && output.tempo_bucket == "shop-tempo"
    error_message = "the buckets have other names"
  }

  assert {
    condition     = output.otlp_grpc_endpoint == "http://opentelemetry-collector.metrics.svc:4317"
    error_message = "otlp_grpc_endpoint is not that of the collectors"
  }

  assert {
    condition     = output.otlp_http_endpoint == "http://opentelemetry-collector.metrics.svc:4318"
    error_message = "otlp_http_endpoint is not that of the collectors"
  }

  assert {
    condition     = output.grafana_endpoint == "http://${yamldecode(helm_release.kube_prometheus_stack.values[0]).grafana.fullnameOverride}.metrics.svc:80"
    error_message = "grafana_endpoint is not that of the release"
  }

  assert {
    condition     = output.prometheus_endpoint == "http://kube-prometheus-stack-prometheus.metrics.svc:9090"
    error_message = "prometheus_endpoint is not that of the release"
  }

  assert {
    condition     = output.alertmanager_endpoint == "http://kube-prometheus-stack-alertmanager.metrics.svc:9093"
    error_message = "alertmanager_endpoint is not that of the release"
  }

  assert {
    condition     = output.loki_endpoint == "http://${yamldecode(helm_release.loki["this"].values[0]).fullnameOverride}.metrics.svc:3100"
    error_message = "loki_endpoint is not that of the release"
  }

  assert {
    condition     = output.tempo_endpoint == "http://${yamldecode(helm_release.tempo["this"].values[0]).fullnameOverride}.metrics.svc:3200"
    error_message = "tempo_endpoint is not that of the release"
  }
}

run "inputs_reach_the_values_of_the_charts" {
  variables {
    endpoint           = "http://ceph.example.com:7480"
    retention_days     = 30
    otel_collectors    = 3
    metrics_volume_gib = 100
    node_selector      = { pool = "system" }
  }

  assert {
    condition     = yamldecode(helm_release.kube_prometheus_stack.values[0]).prometheus.prometheusSpec.retentionSize == "85GiB"
    error_message = "Prometheus does not leave room on its volume"
  }

  assert {
    condition     = yamldecode(helm_release.tempo["this"].values[0]).tempo.retention == "720h"
    error_message = "traces are not kept for 30 days"
  }

  assert {
    condition     = yamldecode(helm_release.tempo["this"].values[0]).tempo.storage.trace.s3.insecure
    error_message = "Tempo asks a plain http endpoint for a certificate"
  }

  assert {
    condition     = yamldecode(helm_release.opentelemetry_collector["this"].values[0]).replicaCount == 3
    error_message = "there are not three collectors"
  }

  assert {
    condition = alltrue([
      for release in [helm_release.opentelemetry_collector["this"], helm_release.tempo["this"]] :
      yamldecode(release.values[0]).nodeSelector == { pool = "system" }
    ])
    error_message = "the node selector is lost"
  }
}

run "further_values_go_over_those_of_the_module" {
  variables {
    kube_prometheus_stack_values   = ["grafana: { replicas: 2 }"]
    loki_values                    = ["singleBinary: { replicas: 3 }"]
    tempo_values                   = ["replicas: 4"]
    opentelemetry_collector_values = ["replicaCount: 5", "mode: daemonset"]
  }

  assert {
    condition     = yamldecode(helm_release.kube_prometheus_stack.values[1]).grafana.replicas == 2
    error_message = "the values of kube-prometheus-stack are lost"
  }

  assert {
    condition     = yamldecode(helm_release.loki["this"].values[1]).singleBinary.replicas == 3 && yamldecode(helm_release.tempo["this"].values[1]).replicas == 4
    error_message = "the values of loki or tempo are lost"
  }

  assert {
    condition     = yamldecode(helm_release.opentelemetry_collector["this"].values[1]).replicaCount == 5 && length(helm_release.opentelemetry_collector["this"].values) == 3
    error_message = "the values of opentelemetry-collector are lost, or out of order"
  }
}
