resource "kubernetes_namespace_v1" "namespace" {
  for_each = var.create_namespace ? { this = true } : {}

  metadata {
    labels = {
      "app.kubernetes.io/managed-by"       = "terraform"
      "pod-security.kubernetes.io/enforce" = "privileged"
    }
    name = var.namespace
  }
}

resource "linode_object_storage_bucket" "loki_bucket" {
  for_each = var.create_buckets ? { this = true } : {}

  label       = var.loki_bucket
  acl         = "private"
  region      = var.region
  s3_endpoint = var.endpoint_host
}

resource "linode_object_storage_bucket" "tempo_bucket" {
  for_each = var.create_buckets ? { this = true } : {}

  label       = var.tempo_bucket
  acl         = "private"
  region      = var.region
  s3_endpoint = var.endpoint_host
}

resource "helm_release" "kube_prometheus_stack" {
  chart       = "kube-prometheus-stack"
  name        = "kube-prometheus-stack"
  atomic      = false
  max_history = 10
  namespace   = local.namespace_name
  repository  = var.prometheus_community_repository
  timeout     = 900
  values      = concat([yamlencode(local.kube_prometheus_stack_values)], var.kube_prometheus_stack_values)
  version     = var.kube_prometheus_stack_version
  wait        = false
}

resource "helm_release" "loki" {
  chart       = "loki"
  name        = "loki"
  atomic      = false
  max_history = 10
  namespace   = local.namespace_name
  repository  = var.grafana_community_repository
  timeout     = 900
  values      = concat([yamlencode(local.loki_values)], var.loki_values)
  version     = var.loki_version
  wait        = false

  depends_on = [helm_release.kube_prometheus_stack]
}

resource "helm_release" "tempo" {
  chart       = "tempo"
  name        = "tempo"
  atomic      = false
  max_history = 10
  namespace   = local.namespace_name
  repository  = var.grafana_community_repository
  timeout     = 900
  values      = concat([yamlencode(local.tempo_values)], var.tempo_values)
  version     = var.tempo_version
  wait        = false

  depends_on = [helm_release.kube_prometheus_stack]
}

resource "helm_release" "opentelemetry_collector" {
  chart       = "opentelemetry-collector"
  name        = "opentelemetry-collector"
  atomic      = true
  max_history = 10
  namespace   = local.namespace_name
  repository  = var.open_telemetry_repository
  timeout     = 900
  values      = concat([yamlencode(local.opentelemetry_collector_values)], var.opentelemetry_collector_values)
  version     = var.opentelemetry_collector_version
  wait        = true

  depends_on = [helm_release.kube_prometheus_stack]
}
