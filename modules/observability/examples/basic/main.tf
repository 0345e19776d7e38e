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
  config_path = "~/.kube/config"
}

provider "helm" {
  kubernetes = {
    config_path = "~/.kube/config"
  }
}

module "observability" {
  source = "../.."

  region       = "nl-ams"
  endpoint     = "https://nl-ams-1.linodeobjects.com"
  loki_bucket  = "shop-loki"
  tempo_bucket = "shop-tempo"
}
