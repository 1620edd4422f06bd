throw new Error('on purpose, while loading')
