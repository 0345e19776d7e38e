locals {
  namespace_name = var.create_namespace ? kubernetes_namespace_v1.namespace["this"].metadata[0].name : var.namespace
}

locals {
  links_to_traces = [
    {
      needed = var.tempo
      value = {
        name          = "trace_id"
        matcherType   = "label"
        matcherRegex  = "trace_id"
        url           = "$$${__value.raw}"
        datasourceUid = "tempo"
      }
    },
    {
      needed = var.tempo
      value = {
        name          = "trace id in the text"
        matcherRegex  = "(?:trace_?id|traceID)\"?[=:]\\s*\"?([0-9a-f]{32})"
        url           = "$$${__value.raw}"
        datasourceUid = "tempo"
      }
    },
  ]
}

locals {
  tempo_data_source = {
    tracesToLogsV2 = {
      needed = var.loki
      value = {
        datasourceUid      = "loki"
        spanStartTimeShift = "-15m"
        spanEndTimeShift   = "15m"
        filterByTraceID    = true
        filterBySpanID     = false
        tags = [
          { key = "k8s.namespace.name", value = "k8s_namespace_name" },
          { key = "service.name", value = "service_name" },
        ]
      }
    }
    nodeGraph = { needed = true, value = { enabled = true } }
  }
}

locals {
  data_sources = [
    {
      needed = var.loki
      value = {
        name   = "Loki"
        type   = "loki"
        uid    = "loki"
        access = "proxy"
        url    = "http://loki:3100"
        jsonData = {
          derivedFields = [for part in local.links_to_traces : part.value if part.needed]
        }
      }
    },
    {
      needed = var.tempo
      value = {
        name     = "Tempo"
        type     = "tempo"
        uid      = "tempo"
        access   = "proxy"
        url      = "http://tempo:3200"
        jsonData = { for name, part in local.tempo_data_source : name => part.value if part.needed }
      }
    },
  ]
}

locals {
  links_of_exemplars = {
    datasourceUid    = { needed = var.tempo, value = "tempo" }
    traceIdLabelName = { needed = var.tempo, value = "trace_id" }
  }
}

locals {
  kube_prometheus_stack_values = {
    fullnameOverride = "kube-prometheus-stack"
    crds = {
      upgradeJob = {
        enabled        = true
        forceConflicts = true
        image = {
          busybox = {
            tag = "1.37.0@sha256:bdf57e528e45e4433820e045b29b4597825a1c9e38353532d90a01445013f82e"
          }
          kubectl = {
            tag = "v1.34.1@sha256:59bafa07ff3a6d4b417e7633ddb9d79a9606ca98bf64bac080b3e65748669250"
          }
        }
        nodeSelector = var.node_selector
        tolerations  = var.tolerations
      }
    }
    kubeControllerManager = { enabled = false }
    kubeScheduler         = { enabled = false }
    kubeEtcd              = { enabled = false }
    kubeProxy             = { enabled = false }
    coreDns               = { service = { selector = { k8s-app = var.core_dns_label } } }
    prometheusOperator = {
      nodeSelector = var.node_selector
      tolerations  = var.tolerations
      admissionWebhooks = {
        patch = { nodeSelector = var.node_selector, tolerations = var.tolerations }
      }
      resources = {
        requests = { cpu = "50m", memory = "128Mi" }
        limits   = { memory = "256Mi" }
      }
    }
    prometheus = {
      prometheusSpec = {
        nodeSelector  = var.node_selector
        tolerations   = var.tolerations
        retention     = "${var.retention_days}d"
        retentionSize = "${floor(var.metrics_volume_gib * 0.85)}GiB"
        storageSpec = {
          volumeClaimTemplate = {
            spec = {
              storageClassName = var.storage_class
              accessModes      = ["ReadWriteOnce"]
              resources        = { requests = { storage = "${var.metrics_volume_gib}Gi" } }
            }
          }
        }
        resources = {
          requests = { cpu = "250m", memory = "2Gi" }
          limits   = { memory = "4Gi" }
        }
        serviceMonitorSelectorNilUsesHelmValues = false
        podMonitorSelectorNilUsesHelmValues     = false
        probeSelectorNilUsesHelmValues          = false
        ruleSelectorNilUsesHelmValues           = false
        scrapeConfigSelectorNilUsesHelmValues   = false
        enableOTLPReceiver                      = true
        enableFeatures                          = sum([for place, part in split(".", split("-", var.kube_prometheus_stack_version)[0]) : tonumber(part) * pow(1000, 2 - place)]) < 67000000 ? ["exemplar-storage", "otlp-write-receiver"] : ["exemplar-storage"]
        additionalArgs                          = sum([for place, part in split(".", split("-", var.kube_prometheus_stack_version)[0]) : tonumber(part) * pow(1000, 2 - place)]) >= 67000000 && sum([for place, part in split(".", split("-", var.kube_prometheus_stack_version)[0]) : tonumber(part) * pow(1000, 2 - place)]) < 75003006 ? [{ name = "web.enable-otlp-receiver", value = "" }] : []
        exemplars                               = { maxSize = 100000 }
        tsdb                                    = { outOfOrderTimeWindow = "30m" }
        additionalAlertRelabelConfigs = [
          {
            sourceLabels = ["namespace"]
            regex        = "env-(.+)"
            targetLabel  = "environment"
            replacement  = "$1"
          },
        ]
      }
    }
    alertmanager = {
      alertmanagerSpec = {
        nodeSelector = var.node_selector
        tolerations  = var.tolerations
        storage = {
          volumeClaimTemplate = {
            spec = {
              storageClassName = var.storage_class
              accessModes      = ["ReadWriteOnce"]
              resources        = { requests = { storage = "10Gi" } }
            }
          }
        }
        resources = {
          requests = { cpu = "25m", memory = "64Mi" }
          limits   = { memory = "256Mi" }
        }
      }
    }
    grafana = {
      nodeSelector     = var.node_selector
      tolerations      = var.tolerations
      fullnameOverride = "grafana"
      admin = {
        existingSecret = var.grafana_admin_secret
        userKey        = "admin-user"
        passwordKey    = "admin-password"
      }
      additionalDataSources = [for part in local.data_sources : part.value if part.needed]
      rbac                  = { namespaced = true }
      sidecar = {
        dashboards = { searchNamespace = var.namespace }
        datasources = {
          exemplarTraceIdDestinations = { for name, part in local.links_of_exemplars : name => part.value if part.needed }
        }
      }
      "grafana.ini" = {
        analytics = {
          reporting_enabled        = false
          check_for_updates        = false
          check_for_plugin_updates = false
        }
      }
      resources = {
        requests = { cpu = "100m", memory = "256Mi" }
        limits   = { memory = "1Gi" }
      }
      testFramework = { enabled = false }
    }
    kube-state-metrics = {
      nodeSelector     = var.node_selector
      tolerations      = var.tolerations
      fullnameOverride = "kube-state-metrics"
      resources = {
        requests = { cpu = "25m", memory = "128Mi" }
        limits   = { memory = "512Mi" }
      }
    }
    prometheus-node-exporter = {
      fullnameOverride = "prometheus-node-exporter"
      tolerations      = [{ operator = "Exists" }]
      service          = { listenOnAllInterfaces = false }
      resources = {
        requests = { cpu = "25m", memory = "32Mi" }
        limits   = { memory = "128Mi" }
      }
    }
  }
}

locals {
  loki_values = {
    fullnameOverride = "loki"
    deploymentMode   = "Monolithic"
    loki = {
      image        = { tag = var.loki_image_tag }
      auth_enabled = false
      analytics    = { reporting_enabled = false }
      commonConfig = { replication_factor = 1 }
      storage = {
        type = "s3"
        bucketNames = {
          chunks = var.create_buckets && var.loki ? linode_object_storage_bucket.loki_bucket["this"].label : var.loki_bucket
        }
        s3 = {
          endpoint         = var.endpoint
          region           = var.region
          s3ForcePathStyle = true
        }
      }
      schemaConfig = {
        configs = [
          {
            from         = "2024-04-01"
            store        = "tsdb"
            object_store = "s3"
            schema       = "v13"
            index        = { prefix = "index_", period = "24h" }
          },
        ]
      }
      limits_config = { retention_period = "${var.retention_days}d" }
      compactor     = { retention_enabled = true, delete_request_store = "s3" }
    }
    singleBinary = {
      nodeSelector = var.node_selector
      tolerations  = var.tolerations
      replicas     = 1
      extraEnv = [
        {
          name = "AWS_ACCESS_KEY_ID"
          valueFrom = {
            secretKeyRef = { name = var.loki_bucket_key_secret, key = "access_key" }
          }
        },
        {
          name = "AWS_SECRET_ACCESS_KEY"
          valueFrom = {
            secretKeyRef = { name = var.loki_bucket_key_secret, key = "secret_key" }
          }
        },
        { name = "AWS_REQUEST_CHECKSUM_CALCULATION", value = "when_required" },
        { name = "AWS_RESPONSE_CHECKSUM_VALIDATION", value = "when_required" },
      ]
      persistence = { size = "10Gi", storageClass = var.storage_class }
      resources = {
        requests = { cpu = "250m", memory = "512Mi" }
        limits   = { memory = "2Gi" }
      }
    }
    rbac         = { namespaced = true }
    monitoring   = { serviceMonitor = { enabled = true } }
    read         = { replicas = 0 }
    write        = { replicas = 0 }
    backend      = { replicas = 0 }
    gateway      = { enabled = false }
    ruler        = { enabled = false }
    sidecar      = { rules = { enabled = false } }
    resultsCache = { enabled = false }
    chunksCache  = { enabled = false }
    memcached    = { enabled = false }
    lokiCanary   = { enabled = false }
    test         = { enabled = false }
  }
}

locals {
  tempo_values = {
    nodeSelector     = var.node_selector
    tolerations      = var.tolerations
    fullnameOverride = "tempo"
    tempo = {
      reportingEnabled  = false
      memBallastSizeMbs = 0
      retention         = "${var.retention_days * 24}h"
      storage = {
        trace = {
          backend = "s3"
          s3 = {
            bucket         = var.create_buckets && var.tempo ? linode_object_storage_bucket.tempo_bucket["this"].label : var.tempo_bucket
            endpoint       = trimprefix(trimprefix(coalesce(var.endpoint, "https://nowhere.invalid"), "https://"), "http://")
            region         = var.region
            insecure       = startswith(coalesce(var.endpoint, "https://nowhere.invalid"), "http://")
            forcepathstyle = true
          }
        }
      }
      extraEnv = [
        {
          name = "AWS_ACCESS_KEY_ID"
          valueFrom = {
            secretKeyRef = { name = var.tempo_bucket_key_secret, key = "access_key" }
          }
        },
        {
          name = "AWS_SECRET_ACCESS_KEY"
          valueFrom = {
            secretKeyRef = { name = var.tempo_bucket_key_secret, key = "secret_key" }
          }
        },
      ]
      resources = {
        requests = { cpu = "250m", memory = "512Mi" }
        limits   = { memory = "2Gi" }
      }
    }
    persistence    = { enabled = true, size = "10Gi", storageClassName = var.storage_class }
    serviceMonitor = { enabled = true }
  }
}

locals {
  gateway_extensions = {
    health_check = { needed = true, value = { endpoint = "0.0.0.0:13133" } }
    "k8s_leader_elector/events" = {
      needed = var.loki
      value = {
        auth_type       = "serviceAccount"
        lease_name      = "opentelemetry-collector-events"
        lease_namespace = var.namespace
      }
    }
  }
}

locals {
  gateway_receivers = {
    otlp = {
      needed = true
      value = {
        protocols = {
          grpc = { endpoint = "0.0.0.0:4317" }
          http = { endpoint = "0.0.0.0:4318" }
        }
      }
    }
    "otlp/agents" = {
      needed = var.loki
      value  = { protocols = { grpc = { endpoint = "0.0.0.0:4319" } } }
    }
    k8sobjects = {
      needed = var.loki
      value = {
        auth_type          = "serviceAccount"
        k8s_leader_elector = "k8s_leader_elector/events"
        objects = [
          {
            name               = "events"
            group              = "events.k8s.io"
            mode               = "watch"
            exclude_watch_type = ["DELETED"]
          },
        ]
      }
    }
  }
}

locals {
  gateway_processors = {
    memory_limiter = {
      needed = true
      value = {
        check_interval         = "5s"
        limit_percentage       = 80
        spike_limit_percentage = 25
      }
    }
    "transform/applications" = {
      needed = true
      value = {
        error_mode = "propagate"
        metric_statements = [
          "delete_matching_keys(resource.attributes, \"^k8s[^a-zA-Z0-9]\")",
          "delete_matching_keys(datapoint.attributes, \"^k8s[^a-zA-Z0-9]\")",
        ]
        log_statements   = ["delete_matching_keys(resource.attributes, \"^k8s[^a-zA-Z0-9]\")"]
        trace_statements = ["delete_matching_keys(resource.attributes, \"^k8s[^a-zA-Z0-9]\")"]
      }
    }
    k8s_attributes = {
      needed = true
      value = {
        passthrough     = false
        pod_association = [{ sources = [{ from = "connection" }] }]
        extract = {
          annotations = [
            {
              tag_name  = "$$1"
              key_regex = "^resource\\.opentelemetry\\.io/([^k].*|k[^8].*|k8[^s].*|k8s[a-zA-Z0-9].*)"
              from      = "pod"
            },
          ]
          metadata = [
            "k8s.namespace.name",
            "k8s.pod.name",
            "k8s.pod.uid",
            "k8s.node.name",
            "k8s.container.name",
            "k8s.deployment.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.cronjob.name",
            "k8s.job.name",
            "service.namespace",
            "service.name",
            "service.version",
            "service.instance.id",
          ]
        }
      }
    }
    "k8s_attributes/agents" = {
      needed = var.loki
      value = {
        passthrough     = false
        pod_association = [{ sources = [{ from = "resource_attribute", name = "k8s.pod.uid" }] }]
        extract = {
          annotations = [
            {
              tag_name  = "$$1"
              key_regex = "^resource\\.opentelemetry\\.io/([^k].*|k[^8].*|k8[^s].*|k8s[a-zA-Z0-9].*)"
              from      = "pod"
            },
          ]
          metadata = [
            "k8s.namespace.name",
            "k8s.pod.name",
            "k8s.pod.uid",
            "k8s.node.name",
            "k8s.container.name",
            "k8s.deployment.name",
            "k8s.statefulset.name",
            "k8s.daemonset.name",
            "k8s.cronjob.name",
            "k8s.job.name",
            "service.namespace",
            "service.name",
            "service.version",
            "service.instance.id",
          ]
        }
      }
    }
    "transform/labels" = {
      needed = true
      value = {
        error_mode = "ignore"
        metric_statements = [
          "set(datapoint.attributes[\"k8s.namespace.name\"], resource.attributes[\"k8s.namespace.name\"]) where resource.attributes[\"k8s.namespace.name\"] != nil",
          "set(datapoint.attributes[\"k8s.pod.name\"], resource.attributes[\"k8s.pod.name\"]) where resource.attributes[\"k8s.pod.name\"] != nil",
          "set(datapoint.attributes[\"service.name\"], resource.attributes[\"service.name\"]) where resource.attributes[\"service.name\"] != nil",
          "set(datapoint.attributes[\"service.namespace\"], resource.attributes[\"service.namespace\"]) where resource.attributes[\"service.namespace\"] != nil",
        ]
      }
    }
    "transform/events" = {
      needed = var.loki
      value = {
        error_mode = "ignore"
        log_statements = [
          "set(log.attributes[\"k8s.event.reason\"], log.body[\"object\"][\"reason\"])",
          "set(log.attributes[\"k8s.event.type\"], log.body[\"object\"][\"type\"])",
          "set(log.attributes[\"k8s.object.kind\"], log.body[\"object\"][\"regarding\"][\"kind\"])",
          "set(log.attributes[\"k8s.object.name\"], log.body[\"object\"][\"regarding\"][\"name\"])",
        ]
      }
    }
    batch = { needed = true, value = {} }
  }
}

locals {
  gateway_exporters = {
    "otlp_http/prometheus" = {
      needed = true
      value = {
        endpoint = "http://kube-prometheus-stack-prometheus:9090/api/v1/otlp"
      }
    }
    "otlp_http/loki" = {
      needed = var.loki
      value = {
        endpoint      = "http://loki:3100/otlp"
        sending_queue = { enabled = false }
        retry_on_failure = {
          enabled          = true
          initial_interval = "1s"
          max_interval     = "5s"
          max_elapsed_time = "20s"
        }
      }
    }
    "otlp_grpc/tempo" = {
      needed = var.tempo
      value  = { endpoint = "tempo:4317", tls = { insecure = true } }
    }
  }
}

locals {
  gateway_extension_names = [
    { needed = true, value = "health_check" },
    { needed = var.loki, value = "k8s_leader_elector/events" },
  ]
}

locals {
  gateway_pipelines = {
    metrics = {
      needed = true
      value = {
        receivers = ["otlp"]
        processors = [
          "memory_limiter",
          "transform/applications",
          "k8s_attributes",
          "transform/labels",
          "batch",
        ]
        exporters = ["otlp_http/prometheus"]
      }
    }
    logs = {
      needed = var.loki
      value = {
        receivers  = ["otlp"]
        processors = ["memory_limiter", "transform/applications", "k8s_attributes"]
        exporters  = ["otlp_http/loki"]
      }
    }
    "logs/agents" = {
      needed = var.loki
      value = {
        receivers  = ["otlp/agents"]
        processors = ["memory_limiter", "k8s_attributes/agents"]
        exporters  = ["otlp_http/loki"]
      }
    }
    "logs/events" = {
      needed = var.loki
      value = {
        receivers  = ["k8sobjects"]
        processors = ["memory_limiter", "transform/events"]
        exporters  = ["otlp_http/loki"]
      }
    }
    traces = {
      needed = var.tempo
      value = {
        receivers  = ["otlp"]
        processors = ["memory_limiter", "transform/applications", "k8s_attributes", "batch"]
        exporters  = ["otlp_grpc/tempo"]
      }
    }
  }
}

locals {
  gateway_rules = [
    {
      needed = true
      value = {
        apiGroups = [""]
        resources = ["pods", "namespaces", "nodes"]
        verbs     = ["get", "list", "watch"]
      }
    },
    {
      needed = true
      value = {
        apiGroups = ["apps"]
        resources = ["replicasets", "deployments", "statefulsets", "daemonsets"]
        verbs     = ["get", "list", "watch"]
      }
    },
    {
      needed = true
      value = {
        apiGroups = ["batch"]
        resources = ["jobs", "cronjobs"]
        verbs     = ["get", "list", "watch"]
      }
    },
    {
      needed = var.loki
      value = {
        apiGroups = ["events.k8s.io"]
        resources = ["events"]
        verbs     = ["list", "watch"]
      }
    },
    {
      needed = var.loki
      value = {
        apiGroups = ["coordination.k8s.io"]
        resources = ["leases"]
        verbs     = ["get", "create", "update"]
      }
    },
  ]
}

locals {
  opentelemetry_collector_values = {
    nodeSelector     = var.node_selector
    tolerations      = var.tolerations
    fullnameOverride = "opentelemetry-collector"
    mode             = "deployment"
    replicaCount     = var.otel_collectors
    image = {
      repository = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s"
    }
    alternateConfig = {
      extensions = { for name, part in local.gateway_extensions : name => part.value if part.needed }
      receivers  = { for name, part in local.gateway_receivers : name => part.value if part.needed }
      processors = { for name, part in local.gateway_processors : name => part.value if part.needed }
      exporters  = { for name, part in local.gateway_exporters : name => part.value if part.needed }
      service = {
        telemetry = {
          metrics = {
            readers = [
              {
                pull = {
                  exporter = {
                    prometheus = { host = "0.0.0.0", port = 8888, without_type_suffix = false }
                  }
                }
              },
            ]
          }
        }
        extensions = [for part in local.gateway_extension_names : part.value if part.needed]
        pipelines  = { for name, part in local.gateway_pipelines : name => part.value if part.needed }
      }
    }
    clusterRole = {
      create = true
      rules  = [for part in local.gateway_rules : part.value if part.needed]
    }
    ports = {
      metrics = { enabled = true }
      otlp-agents = {
        enabled       = true
        containerPort = 4319
        servicePort   = 4319
        protocol      = "TCP"
      }
      jaeger-compact = { enabled = false }
      jaeger-thrift  = { enabled = false }
      jaeger-grpc    = { enabled = false }
      zipkin         = { enabled = false }
    }
    serviceMonitor      = { enabled = true }
    podDisruptionBudget = { enabled = true, maxUnavailable = 1 }
    topologySpreadConstraints = [
      {
        maxSkew           = 1
        topologyKey       = "node.k8s.linode.com/host-uuid"
        whenUnsatisfiable = "ScheduleAnyway"
        labelSelector = {
          matchLabels = { "app.kubernetes.io/name" = "opentelemetry-collector" }
        }
      },
    ]
    securityContext = {
      runAsNonRoot             = true
      readOnlyRootFilesystem   = true
      allowPrivilegeEscalation = false
      capabilities             = { drop = ["ALL"] }
    }
    resources = {
      requests = { cpu = "100m", memory = "256Mi" }
      limits   = { memory = "512Mi" }
    }
  }
}

locals {
  log_agent_values = {
    nameOverride     = "log-agent"
    fullnameOverride = "log"
    mode             = "daemonset"
    image = {
      repository = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s"
    }
    alternateConfig = {
      extensions = {
        health_check = { endpoint = "0.0.0.0:13133" }
        file_storage = {
          directory        = "/var/lib/otelcol"
          create_directory = true
          fsync            = true
        }
      }
      receivers = {
        file_log = {
          include = ["/var/log/pods/*/*/*.log", "/var/log/pods/*/*/*.log.*"]
          exclude = [
            "/var/log/pods/${var.namespace}_log-agent-*_*/*/*",
            "/var/log/pods/*/*/*.gz",
            "/var/log/pods/*/*/*.tmp",
          ]
          start_at                      = "beginning"
          include_file_path             = true
          include_file_name             = false
          storage                       = "file_storage"
          preserve_leading_whitespaces  = true
          preserve_trailing_whitespaces = true
          retry_on_failure              = { enabled = true, max_elapsed_time = "0s" }
          operators = [
            {
              type  = "add"
              if    = "body matches \"^[^ ]+ stderr \""
              field = "attributes[\"log.file.path\"]"
              value = "EXPR(\"stderr:\" + attributes[\"log.file.path\"])"
            },
            { id = "container-parser", type = "container", max_log_size = 102400 },
            {
              type  = "add"
              if    = "attributes[\"log.file.path\"] startsWith \"stderr:\""
              field = "attributes[\"log.file.path\"]"
              value = "EXPR(trimPrefix(attributes[\"log.file.path\"], \"stderr:\"))"
            },
          ]
        }
      }
      processors = {
        memory_limiter = {
          check_interval         = "5s"
          limit_percentage       = 80
          spike_limit_percentage = 25
        }
      }
      exporters = {
        "otlp_grpc/gateway" = {
          endpoint         = "opentelemetry-collector:4319"
          tls              = { insecure = true }
          timeout          = "30s"
          retry_on_failure = { enabled = true, max_interval = "30s", max_elapsed_time = "0s" }
          sending_queue = {
            storage           = "file_storage"
            queue_size        = 1000
            block_on_overflow = true
          }
        }
      }
      service = {
        telemetry = {
          metrics = {
            readers = [
              {
                pull = {
                  exporter = {
                    prometheus = { host = "0.0.0.0", port = 8888, without_type_suffix = false }
                  }
                }
              },
            ]
          }
        }
        extensions = ["health_check", "file_storage"]
        pipelines = {
          logs = {
            receivers  = ["file_log"]
            processors = ["memory_limiter"]
            exporters  = ["otlp_grpc/gateway"]
          }
        }
      }
    }
    serviceAccount = { automountServiceAccountToken = false }
    tolerations    = [{ operator = "Exists" }]
    extraVolumes = [
      { name = "pod-logs", hostPath = { path = "/var/log/pods" } },
      {
        name     = "checkpoints"
        hostPath = { path = "/var/lib/lke-platform-log-agent", type = "DirectoryOrCreate" }
      },
    ]
    extraVolumeMounts = [
      { name = "pod-logs", mountPath = "/var/log/pods", readOnly = true },
      { name = "checkpoints", mountPath = "/var/lib/otelcol" },
    ]
    ports = {
      metrics        = { enabled = true }
      otlp           = { enabled = false }
      otlp-http      = { enabled = false }
      jaeger-compact = { enabled = false }
      jaeger-thrift  = { enabled = false }
      jaeger-grpc    = { enabled = false }
      zipkin         = { enabled = false }
    }
    podMonitor = { enabled = true }
    rollout    = { rollingUpdate = { maxUnavailable = "20%" } }
    securityContext = {
      runAsUser                = 0
      runAsGroup               = 0
      readOnlyRootFilesystem   = true
      allowPrivilegeEscalation = false
      capabilities             = { drop = ["ALL"] }
    }
    resources = {
      requests = { cpu = "50m", memory = "96Mi" }
      limits   = { memory = "256Mi" }
    }
  }
}
