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

resource "kubernetes_network_policy_v1" "policy_default_deny" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "default-deny"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    pod_selector {}
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_dns" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-dns"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = { "kubernetes.io/metadata.name" = "kube-system" }
        }

        pod_selector {
          match_expressions {
            key      = "k8s-app"
            operator = "In"
            values   = ["kube-dns", "coredns"]
          }
        }
      }
    }

    pod_selector {}
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_same_namespace" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-same-namespace"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        pod_selector {}
      }
    }

    pod_selector {
      match_expressions {
        key      = "app.kubernetes.io/name"
        operator = "NotIn"
        values   = ["opentelemetry-collector"]
      }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_to_same_namespace" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-to-same-namespace"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      to {
        pod_selector {}
      }
    }

    pod_selector {}
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_telemetry" {
  for_each = var.network_policies && var.gateway ? { this = true } : {}

  metadata {
    name      = "allow-telemetry"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {}
      }

      ports {
        port     = "4317"
        protocol = "TCP"
      }

      ports {
        port     = "4318"
        protocol = "TCP"
      }
    }

    ingress {
      from {
        pod_selector {
          match_labels = { "app.kubernetes.io/name" = "log-agent" }
        }
      }

      ports {
        port     = "4319"
        protocol = "TCP"
      }
    }

    ingress {
      from {
        pod_selector {
          match_labels = { "app.kubernetes.io/name" = "prometheus" }
        }
      }

      ports {
        port     = "8888"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "opentelemetry-collector" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_scraping" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-scraping"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      to {
        namespace_selector {}
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "prometheus" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_outside" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-outside"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      to {
        ip_block {
          cidr   = "0.0.0.0/0"
          except = [var.pod_network, "169.254.0.0/16"]
        }
      }
    }

    pod_selector {}
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_receivers_by_ingress" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-receivers-by-ingress"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      to {
        namespace_selector {
          match_labels = { "kubernetes.io/metadata.name" = "ingress" }
        }
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "alertmanager" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_webhook" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-webhook"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        ip_block {
          cidr   = "0.0.0.0/0"
          except = [var.pod_network, "169.254.0.0/16"]
        }
      }

      ports {
        port     = "10250"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = { app = "kube-prometheus-stack-operator" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_prometheus_api" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-prometheus-api"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        ip_block {
          cidr   = "0.0.0.0/0"
          except = [var.pod_network, "169.254.0.0/16"]
        }
      }

      ports {
        port     = "9090"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "prometheus" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_alertmanager_api" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-alertmanager-api"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        ip_block {
          cidr   = "0.0.0.0/0"
          except = [var.pod_network, "169.254.0.0/16"]
        }
      }

      ports {
        port     = "9093"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "alertmanager" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_ingress_controller" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-ingress-controller"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {
          match_labels = { "kubernetes.io/metadata.name" = "ingress" }
        }
      }

      ports {
        port     = "3000"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "grafana" }
    }
  }
}

resource "linode_object_storage_bucket" "loki_bucket" {
  for_each = var.create_buckets && var.loki ? { this = true } : {}

  label       = var.loki_bucket
  acl         = "private"
  region      = var.region
  s3_endpoint = var.endpoint_host
}

resource "linode_object_storage_bucket" "tempo_bucket" {
  for_each = var.create_buckets && var.tempo ? { this = true } : {}

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
  for_each = var.loki ? { this = true } : {}

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
  for_each = var.tempo ? { this = true } : {}

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
  for_each = var.gateway ? { this = true } : {}

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

resource "helm_release" "log_agent" {
  for_each = coalesce(var.log_agent, var.gateway && var.loki) ? { this = true } : {}

  chart       = "opentelemetry-collector"
  name        = "log-agent"
  atomic      = false
  max_history = 10
  namespace   = local.namespace_name
  repository  = var.open_telemetry_repository
  timeout     = 900
  values      = concat([yamlencode(local.log_agent_values)], var.log_agent_values)
  version     = var.opentelemetry_collector_version
  wait        = false

  depends_on = [helm_release.kube_prometheus_stack]
}
