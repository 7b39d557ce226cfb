# shellcheck shell=bash
# The images that the tests and the sample use, made from a static busybox and random bytes: no image can come from a hub
# on a machine without internet, and a hub would limit the pulls on one with it. Sourced.
#
# In the engine:    dockerkit/busybox:1
# In the registry:  dockerkit/busybox:1   a shell and the usual tools
#                   dockerkit/layers:1,:2 5 and 7 layers, some of them shared, enough bytes to see progress
#                   dockerkit/web:1       a page on port 80
#                   dockerkit/many:a,b,c  one repository with three tags
#                   dockerkit/large:1     about 60 MB in six layers

# seed_images CLI SOCKET REGISTRY FOLDER: fills the registry through the engine and leaves only the base image in the engine.
seed_images() {
    local cli=$1 socket=$2 registry=$3 folder=$4 image images
    local docker=("$cli" --host "unix://$socket")
    mkdir -p "$folder/rootfs"/{bin,etc,tmp,root,www,proc,sys,dev} "$folder/context" "$folder/config"
    # The classic builder is in every engine; the new one is a plugin of its own that Debian does not bring along.
    local -x DOCKER_BUILDKIT=0 DOCKER_CONFIG=$folder/config

    cp "$busybox" "$folder/rootfs/bin/busybox"
    (
        cd "$folder/rootfs"
        local applet
        for applet in $(bin/busybox --list); do [[ $applet == busybox ]] || ln -s busybox "bin/$applet"; done
        chmod 1777 tmp
        printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\nwww:x:33:33:www:/www:/bin/sh\n' > etc/passwd
        printf 'root:x:0:\nnogroup:x:65534:\nwww:x:33:\n' > etc/group
    )
    # One base for all, so that its layer is there already when a test pulls another image: the CLI says "Already exists".
    tar -C "$folder/rootfs" -c . | "${docker[@]}" import --change 'CMD ["sh"]' --change 'ENV PATH=/bin' --message 'a static busybox' - dockerkit/busybox:1 >/dev/null

    local i
    for i in 1 2 3 4 5 6; do head -c 3000000 /dev/urandom > "$folder/context/layer$i"; done
    for i in 1 2 3 4 5 6; do head -c 10000000 /dev/urandom > "$folder/context/large$i"; done
    echo '<!doctype html><title>DockerKit</title><h1>Hello from DockerKit</h1>' > "$folder/context/index.html"

    build() { "${docker[@]}" build --quiet --tag "$registry/$1" --file - "$folder/context" >/dev/null; }
    build dockerkit/layers:1 <<< $'FROM dockerkit/busybox:1\nCOPY layer1 /data/1\nCOPY layer2 /data/2\nCOPY layer3 /data/3\nCOPY layer4 /data/4\nLABEL org.opencontainers.image.version=1'
    build dockerkit/layers:2 <<< $'FROM dockerkit/busybox:1\nCOPY layer1 /data/1\nCOPY layer2 /data/2\nCOPY layer3 /data/3\nCOPY layer4 /data/4\nCOPY layer5 /data/5\nCOPY layer6 /data/6\nLABEL org.opencontainers.image.version=2'
    build dockerkit/web:1 <<< $'FROM dockerkit/busybox:1\nCOPY index.html /www/index.html\nENV GREETING=hello\nEXPOSE 80\nLABEL org.opencontainers.image.title=web org.opencontainers.image.description="A page that says hello"\nHEALTHCHECK NONE\nWORKDIR /www\nCMD ["httpd", "-f", "-v", "-p", "80", "-h", "/www"]'
    for i in a b c; do
        build "dockerkit/many:$i" <<< $'FROM dockerkit/busybox:1\nLABEL org.opencontainers.image.version='"$i"$'\nRUN echo '"$i"' > /etc/which'
    done
    build dockerkit/large:1 <<< $'FROM dockerkit/busybox:1\nCOPY large1 /data/1\nCOPY large2 /data/2\nCOPY large3 /data/3\nCOPY large4 /data/4\nCOPY large5 /data/5\nCOPY large6 /data/6'
    "${docker[@]}" tag dockerkit/busybox:1 "$registry/dockerkit/busybox:1"

    images=(busybox:1 layers:1 layers:2 web:1 many:a many:b many:c large:1)
    for image in "${images[@]}"; do "${docker[@]}" push --quiet "$registry/dockerkit/$image" >/dev/null; done
    "${docker[@]}" rmi --force "${images[@]/#/$registry/dockerkit/}" >/dev/null
    rm -rf "$folder"
}
