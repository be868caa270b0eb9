# tqdm, without its bar.

class tqdm:
    def __init__(self, iterable=None, desc=None, total=None, leave=True, **options):
        self.iterable = iterable

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable)

    def set_description(self, desc=None, refresh=True):
        pass

    def set_postfix(self, ordered_dict=None, refresh=True, **values):
        pass

    def set_postfix_str(self, s="", refresh=True):
        pass

    def update(self, n=1):
        pass

    def close(self):
        pass

def trange(*sizes, **options):
    return tqdm(range(*sizes), **options)
