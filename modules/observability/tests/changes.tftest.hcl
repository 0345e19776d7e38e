mock_provider "linode" {}

mock_provider "kubernetes" {}

mock_provider "helm" {}

variables {
  region       = "nl-ams"
  endpoint     = "https://nl-ams-1.linodeobjects.com"
  loki_bucket  = "shop-loki"
  tempo_bucket = "shop-tempo"
}

run "the_stack" {}

run "another_retention_and_other_versions_replace_nothing" {
  variables {
    retention_days  = 30
    otel_collectors = 4
    loki_version    = "18.10.0"
  }

  assert {
    condition     = output.loki_bucket == run.the_stack.loki_bucket && output.tempo_bucket == run.the_stack.tempo_bucket
    error_message = "a bucket, and with it the logs or traces, was replaced"
  }

  assert {
    condition     = helm_release.loki.version == "18.10.0"
    error_message = "the version stayed"
  }
}
