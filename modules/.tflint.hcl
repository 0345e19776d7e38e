# Every rule of the ruleset that tflint brings with it. It has no plugin for Linode.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
