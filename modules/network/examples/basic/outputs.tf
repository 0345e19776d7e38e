output "firewall_id" {
  description = "Id of the firewall, to attach it by."
  value       = module.network.firewall_id
}
