resource "kubernetes_namespace_v1" "namespace" {
  for_each = var.create_namespace ? { this = true } : {}

  metadata {
    labels = {
      "app.kubernetes.io/managed-by"       = "terraform"
      "pod-security.kubernetes.io/enforce" = "restricted"
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

resource "kubernetes_network_policy_v1" "policy_allow_api_server" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-api-server"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      ports {
        port     = "6443"
        protocol = "TCP"
      }

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

resource "kubernetes_network_policy_v1" "policy_allow_certificate" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-certificate"
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
        port     = "8080"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = { "app.kubernetes.io/name" = "sealed-secrets" }
    }
  }
}

resource "kubernetes_network_policy_v1" "policy_allow_monitoring" {
  for_each = var.network_policies ? { this = true } : {}

  metadata {
    name      = "allow-monitoring"
    namespace = local.namespace_name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {
          match_labels = { "kubernetes.io/metadata.name" = "monitoring" }
        }
      }

      ports {
        port     = "8081"
        protocol = "TCP"
      }
    }

    pod_selector {}
  }
}

resource "helm_release" "sealed_secrets" {
  chart       = "sealed-secrets"
  name        = "sealed-secrets"
  atomic      = true
  max_history = 10
  namespace   = local.namespace_name
  repository  = var.sealed_secrets_repository
  timeout     = 900
  values      = concat([yamlencode(local.sealed_secrets_values)], var.sealed_secrets_values)
  version     = var.sealed_secrets_version
  wait        = true
}
