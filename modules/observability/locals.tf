locals {
  namespace_name = var.create_namespace ? kubernetes_namespace_v1.namespace["this"].metadata[0].name : var.namespace
}

locals {
  kube_prometheus_stack_values = {
    fullnameOverride      = "kube-prometheus-stack"
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
        otlp = {
          promoteResourceAttributes = [
            "service.name",
            "service.namespace",
            "k8s.namespace.name",
            "k8s.pod.name",
          ]
        }
        tsdb = { outOfOrderTimeWindow = "30m" }
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
      additionalDataSources = [
        {
          name   = "Loki"
          type   = "loki"
          uid    = "loki"
          access = "proxy"
          url    = "http://loki:3100"
        },
        {
          name   = "Tempo"
          type   = "tempo"
          uid    = "tempo"
          access = "proxy"
          url    = "http://tempo:3200"
        },
      ]
      rbac    = { namespaced = true }
      sidecar = { dashboards = { searchNamespace = var.namespace } }
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
          chunks = var.create_buckets ? linode_object_storage_bucket.loki_bucket["this"].label : var.loki_bucket
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
            bucket         = var.create_buckets ? linode_object_storage_bucket.tempo_bucket["this"].label : var.tempo_bucket
            endpoint       = trimprefix(trimprefix(var.endpoint, "https://"), "http://")
            region         = var.region
            insecure       = startswith(var.endpoint, "http://")
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
  opentelemetry_collector_values = {
    nodeSelector     = var.node_selector
    tolerations      = var.tolerations
    fullnameOverride = "opentelemetry-collector"
    mode             = "deployment"
    replicaCount     = var.otel_collectors
    image = {
      repository = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s"
    }
    presets = { kubernetesAttributes = { enabled = true } }
    config = {
      receivers = { jaeger = null, zipkin = null, prometheus = null }
      exporters = {
        debug = null
        "otlp_http/prometheus" = {
          endpoint = "http://kube-prometheus-stack-prometheus:9090/api/v1/otlp"
        }
        "otlp_http/loki"  = { endpoint = "http://loki:3100/otlp" }
        "otlp_grpc/tempo" = { endpoint = "tempo:4317", tls = { insecure = true } }
      }
      service = {
        pipelines = {
          metrics = { receivers = ["otlp"], exporters = ["otlp_http/prometheus"] }
          logs    = { receivers = ["otlp"], exporters = ["otlp_http/loki"] }
          traces  = { receivers = ["otlp"], exporters = ["otlp_grpc/tempo"] }
        }
      }
    }
    ports = {
      metrics        = { enabled = true }
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
