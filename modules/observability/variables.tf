variable "namespace" {
  description = "Namespace of the stack."
  type        = string
  default     = "monitoring"
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

variable "loki" {
  description = "Whether Loki keeps logs in a bucket; false where nothing keeps them, or something else does."
  type        = bool
  default     = true
  nullable    = false
}

variable "tempo" {
  description = "Whether Tempo keeps traces in a bucket; false where nothing keeps them, or something else does."
  type        = bool
  default     = true
  nullable    = false
}

variable "region" {
  description = "Linode region of the buckets; needed for Loki or Tempo."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.region == null ? true : (
      can(regex("^[a-z]{2}-[a-z]+(-[0-9]+)?$", var.region)) &&
      length(var.region) >= 5 &&
      length(var.region) <= 32
    )
    error_message = "region must be an id as GET /regions lists it, such as nl-ams, 5 to 32 characters."
  }

  validation {
    condition     = !(var.loki || var.tempo) || var.region != null
    error_message = "The buckets of Loki and Tempo are in a region. Set region, or loki and tempo to false."
  }
}

variable "endpoint_host" {
  description = "Host of the S3 endpoint the buckets are made on; null for Linode's choice. A change replaces the buckets."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.endpoint_host == null ? true : (
      can(regex("^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$", var.endpoint_host)) &&
      length(var.endpoint_host) >= 4 &&
      length(var.endpoint_host) <= 253
    )
    error_message = "endpoint_host must be a domain name in lower case with parts of at most 63, such as shop.example.com, 4 to 253 characters."
  }
}

variable "endpoint" {
  description = "Address under which pods reach the buckets; needed for Loki or Tempo. Plain http is possible."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.endpoint == null ? true : (
      can(regex("^https?://[\\w.:[\\]-]+$", var.endpoint)) &&
      length(var.endpoint) >= 8 &&
      length(var.endpoint) <= 2048
    )
    error_message = "endpoint must be an address that starts with https:// or http:// and has no path, such as https://nl-ams-1.linodeobjects.com."
  }

  validation {
    condition     = !(var.loki || var.tempo) || var.endpoint != null
    error_message = "Loki and Tempo keep their data in buckets. Set endpoint, or loki and tempo to false."
  }
}

variable "loki_bucket" {
  description = "Name of the bucket for logs; needed for Loki."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.loki_bucket == null ? true : (
      can(regex("^[a-z0-9][a-z0-9.-]*[a-z0-9]$", var.loki_bucket)) &&
      length(var.loki_bucket) >= 3 &&
      length(var.loki_bucket) <= 63 &&
      !strcontains(var.loki_bucket, "..") &&
      !strcontains(var.loki_bucket, ".-") &&
      !strcontains(var.loki_bucket, "-.")
    )
    error_message = "loki_bucket must be lower-case letters, digits, hyphens and single dots, starting and ending with a letter or digit, 3 to 63 characters."
  }

  validation {
    condition     = !var.loki || var.loki_bucket != null
    error_message = "Loki keeps logs in a bucket. Set loki_bucket to its name, or loki to false."
  }
}

variable "tempo_bucket" {
  description = "Name of the bucket for traces; needed for Tempo."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.tempo_bucket == null ? true : (
      can(regex("^[a-z0-9][a-z0-9.-]*[a-z0-9]$", var.tempo_bucket)) &&
      length(var.tempo_bucket) >= 3 &&
      length(var.tempo_bucket) <= 63 &&
      !strcontains(var.tempo_bucket, "..") &&
      !strcontains(var.tempo_bucket, ".-") &&
      !strcontains(var.tempo_bucket, "-.")
    )
    error_message = "tempo_bucket must be lower-case letters, digits, hyphens and single dots, starting and ending with a letter or digit, 3 to 63 characters."
  }

  validation {
    condition     = !var.tempo || var.tempo_bucket != null
    error_message = "Tempo keeps traces in a bucket. Set tempo_bucket to its name, or tempo to false."
  }

  validation {
    condition     = !(var.loki && var.tempo) || var.tempo_bucket == null || var.tempo_bucket != var.loki_bucket
    error_message = "Loki and Tempo each need a bucket of their own. Set tempo_bucket to another name than loki_bucket."
  }
}

variable "create_buckets" {
  description = "Whether the two buckets are made here; false for some that exist. Then endpoint_host has no effect."
  type        = bool
  default     = true
  nullable    = false
}

variable "loki_bucket_key_secret" {
  description = "Existing Secret with the key of the bucket for logs, in the fields access_key and secret_key. Loki waits for it."
  type        = string
  default     = "loki-bucket-key"
  nullable    = false

  validation {
    condition = (
      can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", var.loki_bucket_key_secret)) &&
      length(var.loki_bucket_key_secret) <= 63
    )
    error_message = "loki_bucket_key_secret must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters."
  }
}

variable "tempo_bucket_key_secret" {
  description = "Existing Secret with the key of the bucket for traces, in the same fields. Tempo waits for it."
  type        = string
  default     = "tempo-bucket-key"
  nullable    = false

  validation {
    condition = (
      can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", var.tempo_bucket_key_secret)) &&
      length(var.tempo_bucket_key_secret) <= 63
    )
    error_message = "tempo_bucket_key_secret must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters."
  }
}

variable "grafana_admin_secret" {
  description = "Existing Secret with the administrator of Grafana, in the fields admin-user and admin-password. Grafana waits for it."
  type        = string
  default     = "grafana-admin"
  nullable    = false

  validation {
    condition = (
      can(regex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", var.grafana_admin_secret)) &&
      length(var.grafana_admin_secret) <= 63
    )
    error_message = "grafana_admin_secret must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, 1 to 63 characters."
  }
}

variable "retention_days" {
  description = "Days for which metrics, logs and traces are kept."
  type        = number
  default     = 15
  nullable    = false

  validation {
    condition = (
      var.retention_days >= 1 &&
      var.retention_days <= 365 &&
      floor(var.retention_days) == var.retention_days
    )
    error_message = "retention_days must be a whole number of days from 1 to 365."
  }
}

variable "otel_collectors" {
  description = "Number of OpenTelemetry collectors."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition = (
      var.otel_collectors >= 1 &&
      var.otel_collectors <= 20 &&
      floor(var.otel_collectors) == var.otel_collectors
    )
    error_message = "otel_collectors must be a whole number of collectors from 1 to 20."
  }
}

variable "gateway" {
  description = "Whether collectors take OTLP from applications and agents, and read the events of the cluster; false where something else does."
  type        = bool
  default     = true
  nullable    = false
}

variable "log_agent" {
  description = "Whether an agent on each node ships what containers write; false where something else does, null for as long as the gateway and Loki are there."
  type        = bool
  default     = null
  nullable    = true

  validation {
    condition     = !coalesce(var.log_agent, false) || var.gateway || length(var.log_agent_values) > 0
    error_message = "The agents on the nodes ship logs to the gateway. Say in log_agent_values where else to, or set log_agent to false or null, or gateway to true."
  }

  validation {
    condition     = !coalesce(var.log_agent, false) || var.loki || length(concat(var.log_agent_values, var.opentelemetry_collector_values)) > 0
    error_message = "Without Loki the gateway takes no logs. Say in opentelemetry_collector_values where it hands them to, or set log_agent to false or null, or loki to true."
  }
}

variable "storage_class" {
  description = "Storage class of the volumes. They outlive the release with the default one."
  type        = string
  default     = "linode-block-storage-retain"
  nullable    = false
}

variable "metrics_volume_gib" {
  description = "Size of the volume for metrics in GiB. A later change does not resize it."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition = (
      var.metrics_volume_gib >= 10 &&
      var.metrics_volume_gib <= 16384 &&
      floor(var.metrics_volume_gib) == var.metrics_volume_gib
    )
    error_message = "metrics_volume_gib must be a whole number of GiB from 10 to 16384."
  }
}

variable "core_dns_label" {
  description = "Label k8s-app of the DNS pods: kube-dns on the standard tier of LKE, coredns on the enterprise tier."
  type        = string
  default     = "kube-dns"
  nullable    = false

  validation {
    condition     = contains(["kube-dns", "coredns"], var.core_dns_label)
    error_message = "core_dns_label must be one of kube-dns, coredns."
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

variable "kube_prometheus_stack_values" {
  description = "Further values of the chart kube-prometheus-stack as YAML, which go over those of the module. They are in plans and the state."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "loki_values" {
  description = "Further values of the chart loki as YAML, which go over those of the module. They are in plans and the state."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "tempo_values" {
  description = "Further values of the chart tempo as YAML, which go over those of the module. They are in plans and the state."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "opentelemetry_collector_values" {
  description = "Further values of the chart opentelemetry-collector as YAML, which go over those of the module. They are in plans and the state."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "log_agent_values" {
  description = "Further values of the chart opentelemetry-collector of the agents on the nodes as YAML, which go over those of the module. They are in plans and the state."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "kube_prometheus_stack_version" {
  description = "Version of kube-prometheus-stack."
  type        = string
  default     = "88.5.2"
  nullable    = false

  validation {
    condition = (
      can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$", var.kube_prometheus_stack_version)) &&
      length(var.kube_prometheus_stack_version) >= 5 &&
      length(var.kube_prometheus_stack_version) <= 64
    )
    error_message = "kube_prometheus_stack_version must be one version, such as 18.11.0, 5 to 64 characters."
  }

  validation {
    condition     = length(regexall("^(5[0-5]|[1-4]?[0-9])\\.|^56\\.[0-2]\\.|^63\\.", var.kube_prometheus_stack_version)) == 0
    error_message = "Charts before 56.3.0 are not tried, and 63.x scrapes its own parts only. Set kube_prometheus_stack_version to another version."
  }
}

variable "loki_version" {
  description = "Version of the chart loki."
  type        = string
  default     = "18.11.0"
  nullable    = false

  validation {
    condition = (
      can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$", var.loki_version)) &&
      length(var.loki_version) >= 5 &&
      length(var.loki_version) <= 64
    )
    error_message = "loki_version must be one version, such as 18.11.0, 5 to 64 characters."
  }
}

variable "loki_image_tag" {
  description = "Tag of the image of Loki, which differs from that of the chart."
  type        = string
  default     = "3.7.7"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.loki_image_tag))
    error_message = "loki_image_tag must be a tag of a container image, such as 3.7.7."
  }
}

variable "tempo_version" {
  description = "Version of the chart tempo."
  type        = string
  default     = "2.2.4"
  nullable    = false

  validation {
    condition = (
      can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$", var.tempo_version)) &&
      length(var.tempo_version) >= 5 &&
      length(var.tempo_version) <= 64
    )
    error_message = "tempo_version must be one version, such as 18.11.0, 5 to 64 characters."
  }
}

variable "opentelemetry_collector_version" {
  description = "Version of the chart opentelemetry-collector."
  type        = string
  default     = "0.170.0"
  nullable    = false

  validation {
    condition = (
      can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$", var.opentelemetry_collector_version)) &&
      length(var.opentelemetry_collector_version) >= 5 &&
      length(var.opentelemetry_collector_version) <= 64
    )
    error_message = "opentelemetry_collector_version must be one version, such as 18.11.0, 5 to 64 characters."
  }
}

variable "prometheus_community_repository" {
  description = "Chart repository with kube-prometheus-stack."
  type        = string
  default     = "https://prometheus-community.github.io/helm-charts"
  nullable    = false

  validation {
    condition = (
      can(regex("^(https?|oci)://[\\w.:[\\]-]+(/[\\w.~%:@!$&'()*+,;=/-]*)?$", var.prometheus_community_repository)) &&
      length(var.prometheus_community_repository) >= 7 &&
      length(var.prometheus_community_repository) <= 2048
    )
    error_message = "prometheus_community_repository must be an address that starts with https://, http:// or oci://, without a password."
  }
}

variable "grafana_community_repository" {
  description = "Chart repository with loki and tempo."
  type        = string
  default     = "https://grafana-community.github.io/helm-charts"
  nullable    = false

  validation {
    condition = (
      can(regex("^(https?|oci)://[\\w.:[\\]-]+(/[\\w.~%:@!$&'()*+,;=/-]*)?$", var.grafana_community_repository)) &&
      length(var.grafana_community_repository) >= 7 &&
      length(var.grafana_community_repository) <= 2048
    )
    error_message = "grafana_community_repository must be an address that starts with https://, http:// or oci://, without a password."
  }
}

variable "open_telemetry_repository" {
  description = "Chart repository with opentelemetry-collector."
  type        = string
  default     = "https://open-telemetry.github.io/opentelemetry-helm-charts"
  nullable    = false

  validation {
    condition = (
      can(regex("^(https?|oci)://[\\w.:[\\]-]+(/[\\w.~%:@!$&'()*+,;=/-]*)?$", var.open_telemetry_repository)) &&
      length(var.open_telemetry_repository) >= 7 &&
      length(var.open_telemetry_repository) <= 2048
    )
    error_message = "open_telemetry_repository must be an address that starts with https://, http:// or oci://, without a password."
  }
}
