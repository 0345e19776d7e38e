moved {
  from = kubernetes_namespace_v1.namespace
  to   = kubernetes_namespace_v1.namespace["this"]
}

moved {
  from = linode_object_storage_bucket.loki_bucket
  to   = linode_object_storage_bucket.loki_bucket["this"]
}

moved {
  from = linode_object_storage_bucket.tempo_bucket
  to   = linode_object_storage_bucket.tempo_bucket["this"]
}

moved {
  from = helm_release.loki
  to   = helm_release.loki["this"]
}

moved {
  from = helm_release.tempo
  to   = helm_release.tempo["this"]
}

moved {
  from = helm_release.opentelemetry_collector
  to   = helm_release.opentelemetry_collector["this"]
}
