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

module "network" {
  source = "../.."

  region = "nl-ams"

  firewall = {
    label = "shop"
    inbound = [
      {
        label = "allow-web"
        ports = "80, 443"
        ipv4  = ["0.0.0.0/0"]
        ipv6  = ["::/0"]
      },
    ]
  }

  dns = {
    zone      = "shop.example.com"
    soa_email = "platform@example.com"
  }
}
