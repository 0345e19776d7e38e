mock_provider "linode" {
  mock_resource "linode_object_storage_bucket" {
    defaults = {
      id = "first"
    }
  }
}

# What is made by it has other ids: a resource that still has its id was not replaced.
mock_provider "linode" {
  alias = "later"

  mock_resource "linode_object_storage_bucket" {
    defaults = {
      id = "later"
    }
  }
}

mock_provider "kubernetes" {}

mock_provider "helm" {}

variables {
  region       = "nl-ams"
  endpoint     = "https://nl-ams-1.linodeobjects.com"
  loki_bucket  = "shop-loki"
  tempo_bucket = "shop-tempo"
}

run "the_stack" {
  assert {
    condition     = linode_object_storage_bucket.loki_bucket["this"].id == "first" && linode_object_storage_bucket.tempo_bucket["this"].id == "first"
    error_message = "there are other buckets"
  }
}

run "another_retention_and_other_versions_replace_nothing" {
  providers = {
    linode     = linode.later
    kubernetes = kubernetes
    helm       = helm
  }

  variables {
    retention_days  = 30
    otel_collectors = 4
    loki_version    = "18.10.0"
  }

  assert {
    condition     = linode_object_storage_bucket.loki_bucket["this"].id == "first" && linode_object_storage_bucket.tempo_bucket["this"].id == "first"
    error_message = "a bucket, and with it the logs or traces, was replaced"
  }

  assert {
    condition     = helm_release.loki["this"].version == "18.10.0"
    error_message = "the version stayed"
  }
}
