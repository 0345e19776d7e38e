# Linode's ids are numbers, although the provider has them as text.
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
