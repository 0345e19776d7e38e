variable "region" {
  description = "Linode region with LKE Enterprise and VPCs."
  type        = string
  default     = "nl-ams"
}
