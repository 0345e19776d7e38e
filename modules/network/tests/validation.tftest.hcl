mock_provider "linode" {}

variables {
  region = "nl-ams"
}

run "refuses_region_that_is_no_id" {
  command = plan

  variables {
    region = "Amsterdam"
  }

  expect_failures = [var.region]
}

run "refuses_vpc_with_an_odd_label" {
  command = plan

  variables {
    vpc = { label = "my--shop", subnet = "10.0.0.0/14" }
  }

  expect_failures = [var.vpc]
}

run "refuses_vpc_of_the_wrong_size" {
  command = plan

  variables {
    vpc = { label = "shop", subnet = "10.0.0.0/16" }
  }

  expect_failures = [var.vpc]
}

run "refuses_vpc_with_host_bits" {
  command = plan

  variables {
    vpc = { label = "shop", subnet = "10.1.0.0/14" }
  }

  expect_failures = [var.vpc]
}

run "refuses_firewall_with_an_odd_label" {
  command = plan

  variables {
    firewall = { label = "-shop" }
  }

  expect_failures = [var.firewall]
}

run "refuses_firewall_with_an_unknown_inbound_policy" {
  command = plan

  variables {
    firewall = { label = "shop", inbound_policy = "DENY" }
  }

  expect_failures = [var.firewall]
}

run "refuses_firewall_with_an_unknown_outbound_policy" {
  command = plan

  variables {
    firewall = { label = "shop", outbound_policy = "DENY" }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_an_odd_label" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "-web", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_an_odd_label" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "-web", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_an_unknown_action" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", action = "DENY", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_an_unknown_action" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", action = "DENY", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_an_unknown_protocol" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", protocol = "GRE", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_an_unknown_protocol" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", protocol = "GRE", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_odd_ports" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", ports = "90-80", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_odd_ports" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", ports = "90-80", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_host_bits" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", ipv4 = ["10.0.0.1/8"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_host_bits" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", ipv4 = ["10.0.0.1/8"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_host_bits_in_ipv6" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", ipv6 = ["2001:db8::1/32"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_host_bits_in_ipv6" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", ipv6 = ["2001:db8::1/32"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_ports_of_icmp" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "ping", protocol = "ICMP", ports = "80", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_ports_of_icmp" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "ping", protocol = "ICMP", ports = "80", ipv4 = ["0.0.0.0/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_without_networks" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", ports = "80" }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_without_networks" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", ports = "80" }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_inbound_rule_with_the_label_of_another" {
  command = plan

  variables {
    firewall = { label = "shop", inbound = [{ label = "web", ipv4 = ["0.0.0.0/0"] }, { label = "web", ipv6 = ["::/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_the_label_of_another" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", ipv4 = ["0.0.0.0/0"] }, { label = "web", ipv6 = ["::/0"] }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_more_rules_than_linode_takes" {
  command = plan

  variables {
    firewall = {
      label    = "shop"
      inbound  = [for number in range(20) : { label = "allow-${number}", ipv4 = ["203.0.113.0/24"] }]
      outbound = [for number in range(6) : { label = "allow-${number}", ipv4 = ["203.0.113.0/24"] }]
    }
  }

  expect_failures = [var.firewall]
}

run "refuses_zone_that_is_no_domain" {
  command = plan

  variables {
    dns = { zone = "shop", soa_email = "platform@example.com" }
  }

  expect_failures = [var.dns]
}

run "refuses_zone_with_an_odd_address" {
  command = plan

  variables {
    dns = { zone = "shop.example.com", soa_email = "platform" }
  }

  expect_failures = [var.dns]
}

run "refuses_zone_with_a_time_linode_rounds" {
  command = plan

  variables {
    dns = { zone = "shop.example.com", soa_email = "platform@example.com", ttl_seconds = 100 }
  }

  expect_failures = [var.dns]
}

run "refuses_vpc_without_a_region" {
  command = plan

  variables {
    region = null
    vpc    = { label = "shop", subnet = "10.0.0.0/14" }
  }

  expect_failures = [var.vpc]
}

run "refuses_vpc_with_an_odd_ipv6_range" {
  command = plan

  variables {
    vpc = { label = "shop", subnet = "10.0.0.0/14", ipv6 = "/64" }
  }

  expect_failures = [var.vpc]
}

run "refuses_subnet_that_is_no_network" {
  command = plan

  variables {
    vpc = { label = "shop", subnet = "10.0.0.0/14", subnets = { databases = { ipv4 = "10.4.0.0" } } }
  }

  expect_failures = [var.vpc]
}

run "refuses_subnet_with_an_odd_label" {
  command = plan

  variables {
    vpc = { label = "shop", subnet = "10.0.0.0/14", subnets = { "a.b" = { ipv4 = "10.4.0.0/24" } } }
  }

  expect_failures = [var.vpc]
}

run "refuses_subnet_with_ipv6_in_a_vpc_without" {
  command = plan

  variables {
    vpc = { label = "shop", subnet = "10.0.0.0/14", subnets = { databases = { ipv4 = "10.4.0.0/24", ipv6 = true } } }
  }

  expect_failures = [var.vpc]
}

run "refuses_inbound_rule_with_a_long_description" {
  command = plan

  variables {
    firewall = {
      label   = "shop"
      inbound = [{ label = "web", ipv4 = ["0.0.0.0/0"], description = join("", [for number in range(101) : "a"]) }]
    }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_an_empty_description" {
  command = plan

  variables {
    firewall = { label = "shop", outbound = [{ label = "web", ipv4 = ["0.0.0.0/0"], description = "" }] }
  }

  expect_failures = [var.firewall]
}

run "refuses_rule_with_more_networks_than_linode_takes" {
  command = plan

  variables {
    firewall = {
      label = "shop"
      inbound = [{
        label = "allow-many"
        ipv4  = [for index in range(200) : "10.0.${index}.0/24"]
        ipv6  = [for index in range(56) : "2001:db8:0:${index + 1}::/64"]
      }]
    }
  }

  expect_failures = [var.firewall]
}

run "refuses_outbound_rule_with_more_networks_than_linode_takes" {
  command = plan

  variables {
    firewall = {
      label = "shop"
      outbound = [{
        label = "allow-many"
        ipv4  = [for index in range(256) : "10.0.${index}.0/24"]
      }]
    }
  }

  expect_failures = [var.firewall]
}
