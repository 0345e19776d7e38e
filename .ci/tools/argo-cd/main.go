// The controller, the repository server and what the latter asks for credentials, of Argo CD: the parts that decide what
// gets into a cluster. Which one it is, its own name says, as in the release. No argocd-server, no UI and no command line:
// nothing here asks them, and they take the longer half of a build.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	askpass "github.com/argoproj/argo-cd/v3/cmd/argocd-git-ask-pass/commands"
	repositories "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
	"github.com/argoproj/argo-cd/v3/util/log"
	"github.com/spf13/cobra"
	"k8s.io/klog/v2"
)

func main() {
	klog.SetLogger(log.NewLogrusLogger(log.NewWithCurrentConfig()))
	parts := map[string]func() *cobra.Command{
		"argocd-application-controller": controller.NewCommand,
		"argocd-repo-server":            repositories.NewCommand,
		"argocd-git-ask-pass":           askpass.NewCommand,
	}
	name := filepath.Base(os.Args[0])
	// So it calls itself when git asks for a password.
	if own := os.Getenv("ARGOCD_BINARY_NAME"); own != "" {
		name = own
	}
	part, known := parts[name]
	if !known {
		fmt.Fprintln(os.Stderr, name+" is no part of this build of Argo CD")
		os.Exit(1)
	}
	if part().Execute() != nil {
		os.Exit(1)
	}
}
