terraform {
  required_version = ">= 1.10"

  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.38"
    }
    helm = {
      source  = "hashicorp/helm"
      version = "~> 3.1"
    }
  }
}

provider "kubernetes" {
  config_path = var.kubeconfig
}

provider "helm" {
  kubernetes = {
    config_path = var.kubeconfig
  }
}

module "secrets" {
  source = "../.."

  namespace        = "sealing"
  key_renew_period = "720h"

  node_selector = { "shop.example.com/pool" = "system" }
  tolerations = [
    {
      key      = "shop.example.com/system"
      operator = "Exists"
      effect   = "NoSchedule"
    },
  ]

  # A mirror, where the cluster cannot reach the internet.
  sealed_secrets_repository = "https://charts.example.com/sealed-secrets"
  sealed_secrets_version    = "2.19.3"
}
