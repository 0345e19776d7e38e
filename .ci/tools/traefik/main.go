// Runs Traefik's provider of the Gateway API, as Traefik itself starts it, against an API server. It writes the status of
// gateways and routes there, and what Traefik would serve as lines of JSON to standard output. After `--` it takes the
// arguments of Traefik that are about this provider.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	traefik "github.com/traefik/paerser/flag"
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/kubernetes/gateway"
	"github.com/traefik/traefik/v3/pkg/safe"
	"github.com/traefik/traefik/v3/pkg/types"
)

// Of Traefik's configuration, what an argument may set here; it knows no other.
type configuration struct {
	Providers struct {
		KubernetesGateway gateway.Provider
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := flag.String("server", "", "address of the API server")
	token := flag.String("token-file", "", "file with a token for it")
	ca := flag.String("ca-file", "", "file with its certificate authority")
	flag.Parse()
	var given configuration
	provider := &given.Providers.KubernetesGateway
	provider.SetDefaults()
	if err := traefik.Decode(flag.Args(), &given); err != nil {
		fail(err)
	}
	provider.Endpoint = *server
	provider.Token = types.FileOrContent(*token)
	provider.CertAuthFilePath = *ca
	provider.EntryPoints = map[string]gateway.Entrypoint{
		"web":       {Address: ":8000"},
		"websecure": {Address: ":8443", HasHTTPTLSConf: true},
	}
	if err := provider.Init(); err != nil {
		fail(err)
	}
	messages := make(chan dynamic.Message)
	if err := provider.Provide(messages, safe.NewPool(ctx)); err != nil {
		fail(err)
	}
	lines := json.NewEncoder(os.Stdout)
	for {
		select {
		case <-ctx.Done():
			return
		case message := <-messages:
			if err := lines.Encode(message.Configuration.HTTP); err != nil {
				fail(err)
			}
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
