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

  region = var.region
  tags   = ["shop"]

  vpc = {
    label  = "shop"
    subnet = "10.0.0.0/14"
  }

  firewall = {
    label = "shop"
    inbound = [
      {
        label    = "allow-web"
        action   = "ACCEPT"
        protocol = "TCP"
        ports    = "80, 443, 8000-8080"
        ipv4     = ["0.0.0.0/0"]
        ipv6     = ["::/0"]
      },
      {
        label    = "allow-ping"
        protocol = "ICMP"
        ipv4     = ["203.0.113.0/24"]
      },
    ]
    outbound = [
      {
        label    = "drop-mail"
        action   = "DROP"
        protocol = "TCP"
        ports    = "25"
        ipv4     = ["0.0.0.0/0"]
        ipv6     = ["::/0"]
      },
    ]
    inbound_policy  = "DROP"
    outbound_policy = "ACCEPT"
  }

  dns = {
    zone        = "shop.example.com"
    soa_email   = "platform@example.com"
    ttl_seconds = 300
  }
}

resource "linode_domain_record" "www" {
  domain_id   = module.network.zone_id
  name        = "www"
  record_type = "CNAME"
  target      = module.network.zone
}
