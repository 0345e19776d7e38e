// A server of the Redis protocol in memory, which is what Argo CD keeps its cache in: `redis ADDRESS`.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// Its keys age by what it is told of the time.
	for range time.Tick(time.Second) {
		server.FastForward(time.Second)
	}
}
