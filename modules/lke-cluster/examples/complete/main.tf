terraform {
  required_version = ">= 1.10"

  required_providers {
    linode = {
      source  = "linode/linode"
      version = "~> 3.13"
    }
  }
}

# The token comes from LINODE_TOKEN. LKE Enterprise is still in the beta version of the API.
provider "linode" {
  api_version = "v4beta"
}

module "network" {
  source = "../../../network"

  region = var.region

  vpc = {
    label  = "shop"
    subnet = "10.0.0.0/14"
  }
}

module "cluster" {
  source = "../.."

  label              = "shop"
  region             = var.region
  kubernetes_version = "v1.33.6+lke7"
  tier               = "enterprise"
  high_availability  = true
  audit_logs_enabled = true
  tags               = ["shop"]

  vpc_id    = module.network.vpc_id
  subnet_id = module.network.subnet_id

  control_plane_acl = {
    enabled = true
    ipv4    = ["203.0.113.0/24"]
    ipv6    = ["2001:db8::/32"]
  }

  # Pools with this tag may be kept in another configuration.
  external_pool_tags = ["kept-elsewhere"]

  system_pool = {
    type  = "g6-standard-4"
    label = "system"
    autoscaler = {
      min = 3
      max = 6
    }
    labels = { "shop.example.com/pool" = "system" }
    taints = []
    tags   = ["shop"]
  }

  node_pools = {
    web = {
      type            = "g6-dedicated-8"
      node_count      = 3
      label           = "web"
      labels          = { "shop.example.com/pool" = "web" }
      update_strategy = "rolling_update"
    }

    batch = {
      type = "g6-dedicated-16"
      autoscaler = {
        min = 1
        max = 10
      }
      label              = "batch"
      labels             = { "shop.example.com/pool" = "batch" }
      tags               = ["shop", "batch"]
      kubernetes_version = "v1.33.6+lke7"
      taints = [
        {
          key    = "shop.example.com/batch"
          value  = "true"
          effect = "NoSchedule"
        },
      ]
    }

    gpu = {
      type       = "g2-gpu-rtx4000a1-s"
      node_count = 1
      label      = "gpu"
      taints = [
        {
          key    = "shop.example.com/gpu"
          value  = "true"
          effect = "NoExecute"
        },
      ]
    }
  }
}
