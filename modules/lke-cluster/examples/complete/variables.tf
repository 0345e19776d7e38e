variable "region" {
  description = "Linode region with LKE Enterprise, VPCs and GPUs."
  type        = string
  default     = "us-ord"
}
