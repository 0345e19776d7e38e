mock_provider "linode" {}

mock_provider "kubernetes" {}

# The other way round than the module has it, so that what is left out shows.
mock_provider "helm" {
  mock_resource "helm_release" {
    defaults = {
      atomic = true
      wait   = true
    }
  }
}

override_resource {
  target = helm_release.opentelemetry_collector
  values = {
    atomic = false
    wait   = false
  }
}

# Each value is another one, so that no two can be mixed up.
variables {
  namespace                       = "metrics"
  region                          = "nl-ams"
  endpoint                        = "https://nl-ams-1.linodeobjects.com"
  endpoint_host                   = "nl-ams-1.linodeobjects.com"
  loki_bucket                     = "logs.shop"
  tempo_bucket                    = "traces.shop"
  kube_prometheus_stack_version   = "88.5.1"
  loki_version                    = "18.10.0"
  tempo_version                   = "2.2.3"
  opentelemetry_collector_version = "0.169.0"
  prometheus_community_repository = "https://charts.example.com/prometheus"
  grafana_community_repository    = "https://charts.example.com/grafana"
  open_telemetry_repository       = "https://charts.example.com/otel"
}

run "the_namespace_lets_the_node_exporter_in" {
  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].metadata[0].name == "metrics"
    error_message = "the namespace has another name"
  }

  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].metadata[0].labels["pod-security.kubernetes.io/enforce"] == "privileged"
    error_message = "the node exporter is kept out"
  }

  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].metadata[0].labels["app.kubernetes.io/managed-by"] == "terraform"
    error_message = "nobody can tell who made the namespace"
  }
}

run "the_buckets_are_where_they_were_asked_for" {
  assert {
    condition     = linode_object_storage_bucket.loki_bucket["this"].label == "logs.shop" && linode_object_storage_bucket.loki_bucket["this"].region == "nl-ams"
    error_message = "the bucket of loki has another name or region"
  }

  assert {
    condition     = linode_object_storage_bucket.loki_bucket["this"].s3_endpoint == "nl-ams-1.linodeobjects.com"
    error_message = "the bucket of loki is on another endpoint"
  }

  assert {
    condition     = linode_object_storage_bucket.tempo_bucket["this"].label == "traces.shop" && linode_object_storage_bucket.tempo_bucket["this"].region == "nl-ams"
    error_message = "the bucket of tempo has another name or region"
  }

  assert {
    condition     = linode_object_storage_bucket.tempo_bucket["this"].s3_endpoint == "nl-ams-1.linodeobjects.com"
    error_message = "the bucket of tempo is on another endpoint"
  }
}

run "each_release_is_of_its_chart" {
  assert {
    condition     = helm_release.kube_prometheus_stack.chart == "kube-prometheus-stack" && helm_release.kube_prometheus_stack.name == "kube-prometheus-stack"
    error_message = "kube-prometheus-stack is another chart, or has another name"
  }

  assert {
    condition     = helm_release.kube_prometheus_stack.version == "88.5.1" && helm_release.kube_prometheus_stack.repository == "https://charts.example.com/prometheus"
    error_message = "kube-prometheus-stack is of another version or repository"
  }

  assert {
    condition     = helm_release.kube_prometheus_stack.namespace == "metrics"
    error_message = "kube-prometheus-stack is in another namespace"
  }

  assert {
    condition     = helm_release.loki["this"].chart == "loki" && helm_release.loki["this"].name == "loki"
    error_message = "loki is another chart, or has another name"
  }

  assert {
    condition     = helm_release.loki["this"].version == "18.10.0" && helm_release.loki["this"].repository == "https://charts.example.com/grafana"
    error_message = "loki is of another version or repository"
  }

  assert {
    condition     = helm_release.loki["this"].namespace == "metrics"
    error_message = "loki is in another namespace"
  }

  assert {
    condition     = helm_release.tempo["this"].chart == "tempo" && helm_release.tempo["this"].name == "tempo"
    error_message = "tempo is another chart, or has another name"
  }

  assert {
    condition     = helm_release.tempo["this"].version == "2.2.3" && helm_release.tempo["this"].repository == "https://charts.example.com/grafana"
    error_message = "tempo is of another version or repository"
  }

  assert {
    condition     = helm_release.tempo["this"].namespace == "metrics"
    error_message = "tempo is in another namespace"
  }

  assert {
    condition     = helm_release.opentelemetry_collector["this"].chart == "opentelemetry-collector" && helm_release.opentelemetry_collector["this"].name == "opentelemetry-collector"
    error_message = "opentelemetry-collector is another chart, or has another name"
  }

  assert {
    condition     = helm_release.opentelemetry_collector["this"].version == "0.169.0" && helm_release.opentelemetry_collector["this"].repository == "https://charts.example.com/otel"
    error_message = "opentelemetry-collector is of another version or repository"
  }

  assert {
    condition     = helm_release.opentelemetry_collector["this"].namespace == "metrics"
    error_message = "opentelemetry-collector is in another namespace"
  }

  assert {
    condition     = !helm_release.kube_prometheus_stack.atomic && !helm_release.loki["this"].atomic && !helm_release.tempo["this"].atomic
    error_message = "a release whose pods wait for a Secret is rolled back"
  }

  assert {
    condition     = !helm_release.kube_prometheus_stack.wait && !helm_release.loki["this"].wait && !helm_release.tempo["this"].wait
    error_message = "a release waits for pods that wait for a Secret"
  }

  assert {
    condition     = helm_release.opentelemetry_collector["this"].atomic && helm_release.opentelemetry_collector["this"].wait
    error_message = "collectors that do not start go unnoticed"
  }
}

run "the_agents_get_further_values" {
  variables {
    log_agent_values = ["resources: {}"]
  }

  assert {
    condition     = helm_release.log_agent["this"].namespace == "metrics" && helm_release.log_agent["this"].version == "0.169.0" && helm_release.log_agent["this"].repository == "https://charts.example.com/otel" && yamldecode(helm_release.log_agent["this"].values[0]).mode == "daemonset"
    error_message = "the agents are not those of the chart"
  }

  assert {
    condition     = helm_release.log_agent["this"].values[1] == "resources: {}"
    error_message = "further values are lost"
  }
}

run "without_loki_nothing_takes_logs" {
  variables {
    loki        = false
    loki_bucket = null
  }

  assert {
    condition     = length(helm_release.loki) == 0 && length(linode_object_storage_bucket.loki_bucket) == 0 && length(helm_release.log_agent) == 0
    error_message = "there is Loki, its bucket, or something that reads logs"
  }

  assert {
    condition     = output.loki_bucket == null && output.loki_endpoint == null && output.tempo_bucket == "traces.shop"
    error_message = "outputs name what is not there"
  }

  assert {
    condition     = keys(yamldecode(helm_release.opentelemetry_collector["this"].values[0]).alternateConfig.service.pipelines) == ["metrics", "traces"]
    error_message = "the gateway takes logs, or events"
  }

  assert {
    condition     = keys(yamldecode(helm_release.opentelemetry_collector["this"].values[0]).alternateConfig.exporters) == ["otlp_grpc/tempo", "otlp_http/prometheus"]
    error_message = "the gateway knows Loki"
  }

  assert {
    condition     = !strcontains(helm_release.opentelemetry_collector["this"].values[0], "events") && !strcontains(helm_release.opentelemetry_collector["this"].values[0], "coordination.k8s.io")
    error_message = "the gateway reads events, or may"
  }

  assert {
    condition     = yamldecode(helm_release.kube_prometheus_stack.values[0]).grafana.additionalDataSources[*].uid == ["tempo"]
    error_message = "Grafana asks Loki"
  }

  assert {
    condition     = keys(yamldecode(helm_release.kube_prometheus_stack.values[0]).grafana.additionalDataSources[0].jsonData) == ["nodeGraph"]
    error_message = "traces lead to logs"
  }
}

run "without_tempo_nothing_takes_traces" {
  variables {
    tempo        = false
    tempo_bucket = null
  }

  assert {
    condition     = length(helm_release.tempo) == 0 && length(linode_object_storage_bucket.tempo_bucket) == 0 && length(helm_release.log_agent) == 1
    error_message = "there is Tempo or its bucket, or no logs are read"
  }

  assert {
    condition     = output.tempo_bucket == null && output.tempo_endpoint == null && output.loki_bucket == "logs.shop"
    error_message = "outputs name what is not there"
  }

  assert {
    condition     = keys(yamldecode(helm_release.opentelemetry_collector["this"].values[0]).alternateConfig.service.pipelines) == ["logs", "logs/agents", "logs/events", "metrics"]
    error_message = "the gateway takes traces"
  }

  assert {
    condition     = !strcontains(helm_release.kube_prometheus_stack.values[0], "tempo") && !strcontains(helm_release.opentelemetry_collector["this"].values[0], "tempo")
    error_message = "a link of Grafana or the gateway leads to Tempo"
  }

  assert {
    condition     = yamldecode(helm_release.kube_prometheus_stack.values[0]).grafana.additionalDataSources[*].uid == ["loki"]
    error_message = "Grafana does not ask Loki alone"
  }
}

run "metrics_alone_need_no_bucket" {
  variables {
    loki         = false
    tempo        = false
    gateway      = false
    region       = null
    endpoint     = null
    loki_bucket  = null
    tempo_bucket = null
  }

  assert {
    condition     = length(helm_release.loki) + length(helm_release.tempo) + length(helm_release.opentelemetry_collector) + length(helm_release.log_agent) == 0
    error_message = "there is more than metrics"
  }

  assert {
    condition     = length(yamldecode(helm_release.kube_prometheus_stack.values[0]).grafana.additionalDataSources) == 0
    error_message = "Grafana asks what is not there"
  }
}

run "without_gateway_nothing_takes_otlp" {
  variables {
    gateway          = false
    network_policies = true
  }

  assert {
    condition     = length(helm_release.opentelemetry_collector) == 0 && length(helm_release.log_agent) == 0 && length(kubernetes_network_policy_v1.policy_allow_telemetry) == 0
    error_message = "there is a gateway, a way to it, or something that sends to it"
  }

  assert {
    condition     = output.otlp_grpc_endpoint == null && output.otlp_http_endpoint == null
    error_message = "an address is named at which nothing listens"
  }
}

run "without_agents_nothing_ships_logs" {
  variables {
    log_agent = false
  }

  assert {
    condition     = length(helm_release.log_agent) == 0
    error_message = "there are agents"
  }
}

run "a_namespace_and_buckets_that_exist_are_used_and_not_made" {
  variables {
    create_namespace = false
    create_buckets   = false
  }

  assert {
    condition     = length(kubernetes_namespace_v1.namespace) + length(linode_object_storage_bucket.loki_bucket) + length(linode_object_storage_bucket.tempo_bucket) == 0
    error_message = "something is made that exists"
  }

  assert {
    condition     = helm_release.loki["this"].namespace == "metrics" && output.namespace == "metrics"
    error_message = "the releases are in another namespace"
  }

  assert {
    condition     = yamldecode(helm_release.loki["this"].values[0]).loki.storage.bucketNames.chunks == "logs.shop" && output.loki_bucket == "logs.shop"
    error_message = "Loki uses another bucket"
  }

  assert {
    condition     = yamldecode(helm_release.tempo["this"].values[0]).tempo.storage.trace.s3.bucket == "traces.shop" && output.tempo_bucket == "traces.shop"
    error_message = "Tempo uses another bucket"
  }
}

run "no_network_policy_is_made_unasked" {
  assert {
    condition     = length(kubernetes_network_policy_v1.policy_default_deny) == 0
    error_message = "traffic is denied on a cluster that nobody asked to close"
  }
}

run "network_policies_close_the_namespace_and_open_what_the_stack_needs" {
  variables {
    network_policies = true
    pod_network      = "10.244.0.0/16"
  }

  assert {
    condition     = kubernetes_network_policy_v1.policy_default_deny["this"].spec[0].policy_types == tolist(["Ingress", "Egress"]) && kubernetes_network_policy_v1.policy_default_deny["this"].metadata[0].namespace == "metrics"
    error_message = "a direction stays open"
  }

  assert {
    condition     = [for port in kubernetes_network_policy_v1.policy_allow_telemetry["this"].spec[0].ingress[0].ports : port.port] == ["4317", "4318"]
    error_message = "telemetry does not arrive"
  }

  assert {
    condition     = kubernetes_network_policy_v1.policy_allow_webhook["this"].spec[0].ingress[0].from[0].ip_block[0].except == tolist(["10.244.0.0/16", "169.254.0.0/16"])
    error_message = "pods reach the webhook"
  }

  assert {
    condition     = kubernetes_network_policy_v1.policy_allow_outside["this"].spec[0].egress[0].to[0].ip_block[0].except == tolist(["10.244.0.0/16", "169.254.0.0/16"])
    error_message = "pods of the stack reach pods of others"
  }
}
