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

  mock_resource "linode_domain" {
    defaults = {
      id = "400"
    }
  }
}

# Each value is another one, so that no two can be mixed up.
variables {
  region = "nl-ams"
  tags   = ["shop"]
  vpc = {
    label  = "of-the-vpc"
    subnet = "10.0.0.0/14"
    ipv6   = "/52"
    subnets = {
      databases = { ipv4 = "10.4.0.0/24" }
      front-end = { ipv4 = "10.4.1.0/24", ipv6 = true }
    }
  }
  firewall = {
    label           = "of-the-firewall"
    inbound_policy  = "ACCEPT"
    outbound_policy = "DROP"
    inbound = [
      { label = "from-all", action = "DROP", protocol = "UDP", ports = "53", description = "In", ipv4 = ["203.0.113.0/24"], ipv6 = ["2001:db8::/32"] },
      { label = "from-six", ipv6 = ["::/0"] },
      { label = "from-four", ipv4 = ["0.0.0.0/0"] },
    ]
    outbound = [
      { label = "to-all", action = "DROP", protocol = "UDP", ports = "123", description = "Out", ipv4 = ["198.51.100.0/24"], ipv6 = ["2001:db8:1::/48"] },
      { label = "to-six", ipv6 = ["::/0"] },
      { label = "to-four", ipv4 = ["0.0.0.0/0"] },
    ]
  }
  dns = { zone = "shop.example.com", soa_email = "dns@example.com", ttl_seconds = 300 }
}

run "the_vpc_and_its_subnets_are_what_was_asked_for" {
  assert {
    condition     = linode_vpc.vpc["this"].label == "of-the-vpc" && linode_vpc.vpc["this"].region == "nl-ams"
    error_message = "the VPC is another one"
  }

  assert {
    condition     = one(linode_vpc.vpc["this"].ipv6).range == "/52"
    error_message = "the VPC has another IPv6 range"
  }

  assert {
    condition     = linode_vpc_subnet.subnet["this"].label == "of-the-vpc" && linode_vpc_subnet.subnet["this"].ipv4 == "10.0.0.0/14"
    error_message = "the subnet of the nodes is another one"
  }

  assert {
    condition     = linode_vpc_subnet.subnet["this"].vpc_id == 100 && one(linode_vpc_subnet.subnet["this"].ipv6).range == "auto"
    error_message = "the subnet of the nodes is elsewhere, or has no IPv6"
  }

  assert {
    condition     = linode_vpc_subnet.further_subnet["databases"].label == "databases" && linode_vpc_subnet.further_subnet["databases"].ipv4 == "10.4.0.0/24"
    error_message = "a further subnet is another one"
  }

  assert {
    condition     = linode_vpc_subnet.further_subnet["databases"].vpc_id == 100 && linode_vpc_subnet.further_subnet["databases"].ipv6 == null
    error_message = "a further subnet is elsewhere, or has IPv6 that nobody asked for"
  }

  assert {
    condition     = one(linode_vpc_subnet.further_subnet["front-end"].ipv6).range == "auto"
    error_message = "a further subnet has no IPv6"
  }

  assert {
    condition     = output.subnet_ids == { databases = "200", front-end = "200" }
    error_message = "subnet_ids does not name the further subnets"
  }
}

run "the_firewall_is_what_was_asked_for" {
  assert {
    condition     = linode_firewall.firewall["this"].label == "of-the-firewall" && linode_firewall.firewall["this"].tags == toset(["shop"])
    error_message = "label or tags are others"
  }

  assert {
    condition     = linode_firewall.firewall["this"].inbound_policy == "ACCEPT" && linode_firewall.firewall["this"].outbound_policy == "DROP"
    error_message = "the policies are others"
  }

  assert {
    condition = (
      linode_firewall.firewall["this"].inbound[0].label == "from-all" &&
      linode_firewall.firewall["this"].inbound[0].action == "DROP" &&
      linode_firewall.firewall["this"].inbound[0].protocol == "UDP" &&
      linode_firewall.firewall["this"].inbound[0].ports == "53" &&
      linode_firewall.firewall["this"].inbound[0].description == "In" &&
      linode_firewall.firewall["this"].inbound[0].ipv4 == tolist(["203.0.113.0/24"]) &&
      linode_firewall.firewall["this"].inbound[0].ipv6 == tolist(["2001:db8::/32"])
    )
    error_message = "an inbound rule is another one"
  }

  assert {
    condition = (
      linode_firewall.firewall["this"].outbound[0].label == "to-all" &&
      linode_firewall.firewall["this"].outbound[0].action == "DROP" &&
      linode_firewall.firewall["this"].outbound[0].protocol == "UDP" &&
      linode_firewall.firewall["this"].outbound[0].ports == "123" &&
      linode_firewall.firewall["this"].outbound[0].description == "Out" &&
      linode_firewall.firewall["this"].outbound[0].ipv4 == tolist(["198.51.100.0/24"]) &&
      linode_firewall.firewall["this"].outbound[0].ipv6 == tolist(["2001:db8:1::/48"])
    )
    error_message = "an outbound rule is another one"
  }
}

run "no_list_of_networks_is_empty" {
  command = plan

  assert {
    condition     = linode_firewall.firewall["this"].inbound[1].ipv4 == null && linode_firewall.firewall["this"].outbound[1].ipv4 == null
    error_message = "the provider takes no empty list of IPv4 networks"
  }

  assert {
    condition     = linode_firewall.firewall["this"].inbound[2].ipv6 == null && linode_firewall.firewall["this"].outbound[2].ipv6 == null
    error_message = "the provider takes no empty list of IPv6 networks"
  }
}

run "the_zone_is_what_was_asked_for" {
  assert {
    condition     = linode_domain.zone["this"].domain == "shop.example.com" && linode_domain.zone["this"].type == "master"
    error_message = "the zone is another one"
  }

  assert {
    condition     = linode_domain.zone["this"].soa_email == "dns@example.com" && linode_domain.zone["this"].ttl_sec == 300
    error_message = "address or time to live are others"
  }

  assert {
    condition     = linode_domain.zone["this"].tags == toset(["shop"])
    error_message = "the tags are others"
  }
}

run "a_zone_needs_no_region_and_has_a_time_to_live" {
  command = plan

  variables {
    region   = null
    vpc      = null
    firewall = null
    dns      = { zone = "shop.example.com", soa_email = "dns@example.com" }
  }

  assert {
    condition     = linode_domain.zone["this"].ttl_sec == 86400
    error_message = "the provider would keep a time to live that is taken out"
  }
}
