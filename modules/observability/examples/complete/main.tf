terraform {
  required_version = ">= 1.10"

  required_providers {
    linode = {
      source  = "linode/linode"
      version = "~> 3.13"
    }
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

# The token comes from LINODE_TOKEN.
provider "linode" {}

provider "kubernetes" {
  config_path = var.kubeconfig
}

provider "helm" {
  kubernetes = {
    config_path = var.kubeconfig
  }
}

module "observability" {
  source = "../.."

  namespace = "metrics-and-logs"

  region        = "nl-ams"
  endpoint_host = "nl-ams-1.linodeobjects.com"
  endpoint      = "https://nl-ams-1.linodeobjects.com"
  loki_bucket   = "shop-loki"
  tempo_bucket  = "shop-tempo"

  # Secrets of the namespace, made by whatever keeps your secrets. The pods wait for them.
  loki_bucket_key_secret  = "loki-key"
  tempo_bucket_key_secret = "tempo-key"
  grafana_admin_secret    = "grafana-admin"

  retention_days     = 30
  otel_collectors    = 3
  storage_class      = "linode-block-storage-retain"
  metrics_volume_gib = 100
  core_dns_label     = "coredns"

  node_selector = { "shop.example.com/pool" = "system" }
  tolerations = [
    {
      key    = "shop.example.com/system"
      value  = "true"
      effect = "NoSchedule"
    },
  ]

  # A mirror, where the cluster cannot reach the internet.
  prometheus_community_repository = "https://charts.example.com/prometheus-community"
  grafana_community_repository    = "https://charts.example.com/grafana-community"
  open_telemetry_repository       = "https://charts.example.com/open-telemetry"

  kube_prometheus_stack_version   = "88.5.2"
  loki_version                    = "18.11.0"
  loki_image_tag                  = "3.7.7"
  tempo_version                   = "2.2.4"
  opentelemetry_collector_version = "0.170.0"
}
