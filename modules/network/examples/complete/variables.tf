variable "region" {
  description = "Linode region with VPCs."
  type        = string
  default     = "nl-ams"
}
