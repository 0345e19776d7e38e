locals {
  namespace_name = var.create_namespace ? kubernetes_namespace_v1.namespace["this"].metadata[0].name : var.namespace
}

locals {
  sealed_secrets_values = {
    nodeSelector     = var.node_selector
    tolerations      = var.tolerations
    fullnameOverride = "sealed-secrets-controller"
    keyrenewperiod   = var.key_renew_period
    rbac             = { serviceProxier = { bind = false } }
    resources = {
      requests = { cpu = "25m", memory = "64Mi" }
      limits   = { memory = "256Mi" }
    }
  }
}
