terraform {
  required_version = ">= 1.10"

  required_providers {
    linode = {
      source  = "linode/linode"
      version = "~> 3.13"
    }
  }
}

# The token comes from LINODE_TOKEN.
provider "linode" {}

module "cluster" {
  source = "../.."

  label              = "shop"
  region             = "nl-ams"
  kubernetes_version = "1.34"

  control_plane_acl = {
    ipv4 = ["203.0.113.0/24"]
  }

  system_pool = {
    type       = "g6-standard-4"
    node_count = 3
  }
}
