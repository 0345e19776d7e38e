output "vpc_id" {
  description = "Id of the VPC."
  value       = module.network.vpc_id
}

output "subnet_id" {
  description = "Id of the subnet of the VPC."
  value       = module.network.subnet_id
}

output "firewall_id" {
  description = "Id of the firewall, to attach it by."
  value       = module.network.firewall_id
}
