# Linode's ids are numbers, although the provider has them as text.
mock_provider "linode" {
  mock_resource "linode_vpc" {
    defaults = {
      id = "100"
    }
  }

  mock_resource "linode_vpc_subnet" {
    defaults = {
      id = "200"
    }
  }

  mock_resource "linode_firewall" {
    defaults = {
      id = "300"
    }
  }

  mock_resource "linode_domain" {
    defaults = {
      id = "400"
    }
  }
}

# What is made by it has other ids: a resource that still has its id was not replaced.
mock_provider "linode" {
  alias = "later"

  mock_resource "linode_vpc" {
    defaults = {
      id = "999"
    }
  }

  mock_resource "linode_firewall" {
    defaults = {
      id = "999"
    }
  }

  mock_resource "linode_domain" {
    defaults = {
      id = "999"
    }
  }
}

variables {
  region   = "nl-ams"
  vpc      = { label = "shop", subnet = "10.0.0.0/14" }
  firewall = { label = "shop" }
  dns      = { zone = "shop.example.com", soa_email = "platform@example.com" }
}

run "everything" {}

run "other_rules_tags_and_times_replace_nothing" {
  providers = {
    linode = linode.later
  }

  variables {
    tags     = ["shop"]
    firewall = { label = "renamed", inbound = [{ label = "allow-web", ports = "80, 443", ipv4 = ["0.0.0.0/0"] }] }
    dns      = { zone = "shop.example.com", soa_email = "dns@example.com", ttl_seconds = 300 }
  }

  assert {
    condition     = output.vpc_id == "100"
    error_message = "the VPC was replaced"
  }

  assert {
    condition     = output.firewall_id == "300"
    error_message = "the firewall was replaced"
  }

  assert {
    condition     = output.zone_id == "400"
    error_message = "the zone was replaced"
  }
}

run "one_part_goes_without_the_others" {
  providers = {
    linode = linode.later
  }

  variables {
    firewall = null
  }

  assert {
    condition     = output.firewall_id == null
    error_message = "the firewall is still there"
  }

  assert {
    condition     = output.vpc_id == "100" && output.zone_id == "400"
    error_message = "the VPC or the zone was replaced"
  }
}
