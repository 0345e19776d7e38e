variable "namespace" {
  description = "Namespace of the controller. With it go the sealing keys: back them up before you remove it."
  type        = string
  default     = "sealed-secrets"
  nullable    = false

  validation {
    condition = (
      can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", var.namespace)) &&
      length(var.namespace) <= 63
    )
    error_message = "namespace must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters."
  }
}

variable "create_namespace" {
  description = "Whether the namespace is made here; false for one that exists."
  type        = bool
  default     = true
  nullable    = false
}

variable "key_renew_period" {
  description = "Period after which the controller adds a new sealing key, such as 720h; 0 for never, so that a backup of the keys stays whole until you rotate them."
  type        = string
  default     = "0"
  nullable    = false

  validation {
    condition = (
      can(regex("^(0|([0-9]+(\\.[0-9]+)?(ms|s|m|h))+)$", var.key_renew_period)) &&
      length(var.key_renew_period) <= 32
    )
    error_message = "key_renew_period must be a span of time such as 720h or 30m, or 0, 1 to 32 characters."
  }
}

variable "network_policies" {
  description = "Whether network policies close the namespace to all but what is needed; they are for every pod of it."
  type        = bool
  default     = false
  nullable    = false
}

variable "pod_network" {
  description = "Network of all pods of the cluster, which those policies tell from nodes and the control plane."
  type        = string
  default     = "10.2.0.0/16"
  nullable    = false

  validation {
    condition     = try(cidrsubnet(var.pod_network, 0, 0) == var.pod_network && !strcontains(var.pod_network, ":"), false)
    error_message = "pod_network must be an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32."
  }
}

variable "node_selector" {
  description = "Labels of the nodes that the pods run on."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for key in keys(var.node_selector) : (
        can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", key)) &&
        length(key) <= 128
      )
    ])
    error_message = "Each key of node_selector must be a name of letters, digits, \"-\", \"_\" and \".\" of at most 63, optionally behind a domain and \"/\", 1 to 128 characters; ${join(", ", [for key in keys(var.node_selector) : jsonencode(key) if !(can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", key)) && length(key) <= 128)])} is not."
  }

  validation {
    condition = alltrue([
      for entry in var.node_selector : (
        can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", entry)) &&
        length(entry) <= 63
      )
    ])
    error_message = "node_selector[${join(", ", [for key, entry in var.node_selector : jsonencode(key) if !(can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", entry)) && length(entry) <= 63)])}] must be letters, digits, \"-\", \"_\" and \".\", starting and ending with a letter or digit, 0 to 63 characters."
  }
}

variable "tolerations" {
  description = <<-EOT
    Taints of those nodes.

    - `key`: Key of the taint.
    - `operator`: How the value is compared.
    - `value`: Value of the taint; null with the operator Exists.
    - `effect`: Effect of the taint; null for every effect.
  EOT
  type = list(object({
    key      = string
    operator = optional(string, "Equal")
    value    = optional(string)
    effect   = optional(string)
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for toleration in var.tolerations : (
        can(regex("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", toleration.key)) &&
        length(toleration.key) <= 128
      )
    ])
    error_message = "tolerations[*].key must be a name of letters, digits, \"-\", \"_\" and \".\" of at most 63, optionally behind a domain and \"/\", 1 to 128 characters."
  }

  validation {
    condition = alltrue([
      for toleration in var.tolerations : contains(["Equal", "Exists"], toleration.operator)
    ])
    error_message = "tolerations[*].operator must be one of Equal, Exists."
  }

  validation {
    condition = alltrue([
      for toleration in var.tolerations : toleration.value == null ? true : (
        can(regex("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$", toleration.value)) &&
        length(toleration.value) <= 63
      )
    ])
    error_message = "tolerations[*].value must be letters, digits, \"-\", \"_\" and \".\", starting and ending with a letter or digit, 0 to 63 characters."
  }

  validation {
    condition = alltrue([
      for toleration in var.tolerations : toleration.effect == null ? true : (
        contains(["NoSchedule", "PreferNoSchedule", "NoExecute"], toleration.effect)
      )
    ])
    error_message = "tolerations[*].effect must be one of NoSchedule, PreferNoSchedule, NoExecute."
  }

  validation {
    condition = alltrue([
      for toleration in var.tolerations : toleration.operator != "Exists" || toleration.value == null
    ])
    error_message = "tolerations[*]: The operator Exists compares no value. Remove value, or set operator = \"Equal\"."
  }
}

variable "sealed_secrets_values" {
  description = "Further values of the chart sealed-secrets as YAML, which go over those of the module. They are in plans and the state."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "sealed_secrets_version" {
  description = "Version of the chart sealed-secrets."
  type        = string
  default     = "2.19.3"
  nullable    = false

  validation {
    condition = (
      can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$", var.sealed_secrets_version)) &&
      length(var.sealed_secrets_version) >= 5 &&
      length(var.sealed_secrets_version) <= 64
    )
    error_message = "sealed_secrets_version must be one version, such as 18.11.0, 5 to 64 characters."
  }
}

variable "sealed_secrets_repository" {
  description = "Chart repository with sealed-secrets."
  type        = string
  default     = "https://bitnami.github.io/sealed-secrets"
  nullable    = false

  validation {
    condition = (
      can(regex("^(https?|oci)://[\\w.:[\\]-]+(/[\\w.~%:@!$&'()*+,;=/-]*)?$", var.sealed_secrets_repository)) &&
      length(var.sealed_secrets_repository) >= 7 &&
      length(var.sealed_secrets_repository) <= 2048
    )
    error_message = "sealed_secrets_repository must be an address that starts with https://, http:// or oci://, without a password."
  }
}
