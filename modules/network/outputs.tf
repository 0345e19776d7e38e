output "vpc_id" {
  description = "Id of the VPC; null without one."
  value       = one([for instance in linode_vpc.vpc : instance.id])
}

output "subnet_id" {
  description = "Id of the subnet of the nodes; null without a VPC."
  value       = one([for instance in linode_vpc_subnet.subnet : instance.id])
}

output "subnet_ids" {
  description = "Id of each further subnet, by label."
  value       = { for label, subnet in linode_vpc_subnet.further_subnet : label => subnet.id }
}

output "firewall_id" {
  description = "Id of the firewall, to attach it by; null without one."
  value       = one([for instance in linode_firewall.firewall : instance.id])
}

output "zone_id" {
  description = "Id of the DNS zone, for its records; null without one."
  value       = one([for instance in linode_domain.zone : instance.id])
}

output "zone" {
  description = "Name of the DNS zone; null without one."
  value       = one([for instance in linode_domain.zone : instance.domain])
}
