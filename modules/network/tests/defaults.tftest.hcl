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

variables {
  region = "nl-ams"
}

run "nothing_is_made_unless_it_is_asked_for" {
  assert {
    condition     = output.vpc_id == null && output.subnet_id == null && output.subnet_ids == {} && output.firewall_id == null && output.zone_id == null && output.zone == null
    error_message = "there is something that nobody asked for"
  }
}

run "a_firewall_drops_what_comes_in_and_lets_out_what_goes" {
  variables {
    firewall = { label = "shop" }
  }

  assert {
    condition     = linode_firewall.firewall["this"].inbound_policy == "DROP"
    error_message = "incoming traffic that no rule names is not dropped"
  }

  assert {
    condition     = linode_firewall.firewall["this"].outbound_policy == "ACCEPT"
    error_message = "outgoing traffic that no rule names is not accepted"
  }

  assert {
    condition     = output.firewall_id == "300"
    error_message = "firewall_id is not that of the firewall"
  }
}

run "rules_keep_their_order" {
  command = plan

  variables {
    firewall = {
      label = "shop"
      inbound = [
        { label = "second-by-name", protocol = "ICMP", ipv4 = ["0.0.0.0/0"] },
        { label = "first-by-name", ports = "80, 443", ipv6 = ["::/0"] },
      ]
      outbound = [{ label = "drop-mail", action = "DROP", ports = "25", ipv4 = ["0.0.0.0/0"] }]
    }
  }

  assert {
    condition     = linode_firewall.firewall["this"].inbound[*].label == tolist(["second-by-name", "first-by-name"])
    error_message = "the first rule that matches counts, so that their order matters"
  }

  assert {
    condition     = linode_firewall.firewall["this"].inbound[1].action == "ACCEPT" && linode_firewall.firewall["this"].inbound[1].protocol == "TCP"
    error_message = "a rule does not accept TCP unless it says otherwise"
  }

  assert {
    condition     = linode_firewall.firewall["this"].outbound[0].action == "DROP"
    error_message = "the outgoing rule is lost"
  }
}

run "outputs_name_what_was_made" {
  variables {
    vpc = { label = "shop", subnet = "10.0.0.0/14" }
    dns = { zone = "shop.example.com", soa_email = "platform@example.com" }
  }

  assert {
    condition     = output.vpc_id == "100" && output.subnet_id == "200"
    error_message = "vpc_id and subnet_id are not those of the VPC"
  }

  assert {
    condition     = output.zone_id == "400" && output.zone == "shop.example.com"
    error_message = "zone_id and zone are not those of the zone"
  }

  assert {
    condition     = linode_vpc_subnet.subnet["this"].ipv4 == "10.0.0.0/14"
    error_message = "the subnet is not the one that was asked for"
  }
}
