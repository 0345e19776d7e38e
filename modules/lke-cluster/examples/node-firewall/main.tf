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

locals {
  # A fixed number: a firewall device for each place in the pool is known before its nodes are.
  nodes = 3

  # What nodes of LKE need of each other, and of the NodeBalancers in front of them.
  nodes_of_lke  = ["192.168.128.0/17"]
  nodebalancers = ["192.168.255.0/24"]
}

module "network" {
  source = "../../../network"

  firewall = {
    label = "shop-nodes"
    inbound = [
      { label = "kubelet", ports = "10250, 10256", ipv4 = local.nodes_of_lke, description = "Health checks and logs" },
      { label = "wireguard", protocol = "UDP", ports = "51820", ipv4 = local.nodes_of_lke },
      { label = "dns-tcp", ports = "53", ipv4 = local.nodes_of_lke },
      { label = "dns-udp", protocol = "UDP", ports = "53", ipv4 = local.nodes_of_lke },
      { label = "calico", ports = "179, 5473, 9098", ipv4 = local.nodes_of_lke },
      { label = "ipencap", protocol = "IPENCAP", ipv4 = local.nodes_of_lke },
      { label = "nodeports-tcp", ports = "30000-32767", ipv4 = local.nodebalancers },
      { label = "nodeports-udp", protocol = "UDP", ports = "30000-32767", ipv4 = local.nodebalancers },
    ]
  }
}

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
    node_count = local.nodes
  }

  node_pools = {
    web = {
      type       = "g6-dedicated-8"
      node_count = local.nodes
    }
  }
}

# A node that LKE replaces has another id, so that the next apply attaches the firewall to it, too.
resource "linode_firewall_device" "system" {
  count = local.nodes

  firewall_id = module.network.firewall_id
  entity_id   = module.cluster.system_pool_instance_ids[count.index]
}

resource "linode_firewall_device" "web" {
  count = local.nodes

  firewall_id = module.network.firewall_id
  entity_id   = module.cluster.node_pool_instance_ids["web"][count.index]
}
