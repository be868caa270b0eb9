def read_own(path, run):
    """Images [n, 784] in [0, 1] and labels [n] to train on, of what "Save as IDX" writes: the ZIP, or a folder with its files, packed or not.
    Ends the program where they are not the run's, whose `own` is name.classes.hash."""
    if "own" not in run.config:
        sys.exit("The run was trained on MNIST, and this program reads images of one's own. The page writes another program for that run.")
    if not path.exists():
        sys.exit(f'There is no {path}. Give what the page wrote by "Save as IDX": the ZIP, or the folder with its files.')
    _, classes, expected = run.config["own"].split(".")

    def numbers(half, kind):
        name = f"{half}-{kind}-ubyte"
        content = gzip.decompress(files[f"{name}.gz"]) if f"{name}.gz" in files else files[name]
        return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3])

    try:
        if path.is_dir():
            files = {file.name: file.read_bytes() for file in path.rglob("*-ubyte*")}
        else:
            with zipfile.ZipFile(path) as archive:
                files = {name.split("/")[-1]: archive.read(name) for name in archive.namelist()}
        pixels = [numbers(half, "images-idx3") for half in ("train", "t10k")]
        labels = [numbers(half, "labels-idx1") if int(classes) else np.zeros(of.size // 784, np.uint8) for half, of in zip(("train", "t10k"), pixels)]
    except (OSError, EOFError, KeyError, IndexError, ValueError, zlib.error, zipfile.BadZipFile):
        sys.exit(f'{path} is not what the page writes by "Save as IDX".')
    counts = np.array([labels[0].size, labels[1].size, int(classes)], "<u4")
    parts = (counts, labels[0], pixels[0], labels[1], pixels[1])
    found = hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()[:len(expected)]
    if found != expected:
        sys.exit(f"{path} has other images than the run: their SHA-256 begins with {found}, not {expected}.")
    return torch.tensor(pixels[0].reshape(-1, 784)) / 255, torch.tensor(labels[0].astype(np.int64))
