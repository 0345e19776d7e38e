moved {
  from = kubernetes_namespace_v1.namespace
  to   = kubernetes_namespace_v1.namespace["this"]
}
