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
