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
